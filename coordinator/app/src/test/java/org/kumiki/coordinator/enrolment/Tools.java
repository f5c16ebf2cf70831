package org.kumiki.coordinator.enrolment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.kumiki.fixture.Programs;
import org.kumiki.fixture.Programs.Answer;

/** Lines of shell with other people's programs, in a folder of their own. */
final class Tools {
  private final Path folder;

  Tools(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Runs a line of shell, every part of which must succeed. */
  void run(String line) throws Exception {
    List<String> command = List.of("bash", "-c", "set -e -o pipefail; " + line);
    Answer answer = Programs.run(folder, Map.of(), command);
    assertTrue(answer.accepted(), () -> line + "\n" + answer.text());
  }

  /** What it wrote into a file, without the last line break. */
  String read(String file) throws IOException {
    return Files.readString(folder.resolve(file)).strip();
  }
}
