package org.kumiki.node.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kumiki.ontology.term.UnreadableVocabulary;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;

/**
 * The vocabulary that a node's folder says is in use: the release that a steward has chosen, or
 * else the shipped one with the Turtle files of the folder.
 */
public final class NodeVocabulary {
  private NodeVocabulary() {}

  public static Vocabulary read(NodeFolder folder) {
    ReleaseFolder releases = folder.releases();
    Optional<Integer> pinned = releases.pinned();
    return pinned.isPresent() ? releases.terms(pinned.get()) : shippedWithFiles(folder);
  }

  private static Vocabulary shippedWithFiles(NodeFolder folder) {
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
