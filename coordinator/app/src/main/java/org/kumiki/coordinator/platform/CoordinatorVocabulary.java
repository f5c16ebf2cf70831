package org.kumiki.coordinator.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.kumiki.ontology.term.UnreadableVocabulary;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;

/** The shipped vocabulary, and the Turtle files of the data folder. */
public final class CoordinatorVocabulary {
  private CoordinatorVocabulary() {}

  public static Vocabulary read(Path folder) {
    Vocabulary vocabulary = Vocabulary.shipped();
    for (Path file : turtle(folder)) {
      try (InputStream in = Files.newInputStream(file)) {
        vocabulary = vocabulary.plus(Vocabulary.parse(in, file.getFileName().toString()));
      } catch (IOException | UnreadableVocabulary e) {
        throw CommandFailure.refused(
            "cannot read the vocabulary " + file + ": " + e.getMessage(), "correct the file", e);
      }
    }
    return vocabulary;
  }

  private static List<Path> turtle(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".ttl")).sorted().toList();
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + folder, "check its permissions", e);
    }
  }
}
