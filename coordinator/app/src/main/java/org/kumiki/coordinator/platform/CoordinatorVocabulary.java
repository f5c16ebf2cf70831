package org.kumiki.coordinator.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kumiki.ontology.term.UnreadableVocabulary;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;

/** The shipped vocabulary, and the Turtle files of the data folder. */
public final class CoordinatorVocabulary {
  private CoordinatorVocabulary() {}

  public static Vocabulary read(CoordinatorFolder folder) {
    Vocabulary vocabulary = Vocabulary.shipped();
    for (Path file : folder.vocabularyFiles()) {
      try (InputStream in = Files.newInputStream(file)) {
        vocabulary = vocabulary.plus(Vocabulary.parse(in, file.getFileName().toString()));
      } catch (IOException | UnreadableVocabulary e) {
        throw CommandFailure.refused(
            "cannot read the vocabulary " + file + ": " + e.getMessage(), "correct the file", e);
      }
    }
    return vocabulary;
  }
}
