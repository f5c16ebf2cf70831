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
 *
 * <p>The content of a chosen release may be damaged or gone. A node then starts with the shipped
 * words, so that its people see it and it can fetch the content again; until that is here, nothing
 * is loaded by these words and no study is answered ({@code VocabularyReleases.inForce}).
 */
public final class NodeVocabulary {
  private NodeVocabulary() {}

  /**
   * For work on the folder: the vocabulary in use and no other.
   *
   * @throws CommandFailure if the content of the chosen release is damaged or gone
   */
  public static Vocabulary read(NodeFolder folder) {
    Optional<Integer> pinned = folder.releases().pinned();
    if (pinned.isEmpty()) {
      return shippedWithFiles(folder);
    }
    return folder
        .releases()
        .termsInUse(pinned.get())
        .orElseThrow(
            () ->
                CommandFailure.refused(
                    "the content of release " + pinned.get() + ", which is in use, is not here",
                    "start the node; it fetches the content again"));
  }

  /** For a node that starts: the same, or the shipped words until it is here again. */
  public static Vocabulary readOrStandIn(NodeFolder folder) {
    Optional<Integer> pinned = folder.releases().pinned();
    return pinned.flatMap(folder.releases()::termsInUse).orElseGet(() -> shippedWithFiles(folder));
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
