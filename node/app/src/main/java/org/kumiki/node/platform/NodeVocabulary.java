package org.kumiki.node.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kumiki.ontology.term.UnreadableVocabulary;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;

/** The shipped vocabulary, and the Turtle files of the data folder. */
public final class NodeVocabulary {
  private NodeVocabulary() {}

  public static Vocabulary read(NodeFolder folder) {
    Vocabulary vocabulary = Vocabulary.shipped();
    for (Path file : folder.vocabularyFiles()) {
      try (InputStream in = Files.newInputStream(file)) {
        vocabulary = vocabulary.plus(Vocabulary.parse(in, file.getFileName().toString()));
      } catch (IOException | UnreadableVocabulary e) {
        throw CommandFailure.refused(
            "cannot read the vocabulary " + file + ": " + e.getMessage(),
            "correct the file, or ask the operator for it again",
            e);
      }
    }
    return vocabulary;
  }
}
