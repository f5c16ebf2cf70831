package org.kumiki.coordinator.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Other people's programs, in a folder of their own. */
final class Tools {
  private static final int LONGEST_SECONDS = 60;

  private final Path folder;

  Tools(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /**
   * Goes on only where they are installed; where everything must be tested, their absence fails.
   */
  static void require(String... programs) {
    for (String program : programs) {
      if (!isInstalled(program)) {
        System.out.println("SKIPPED: " + program + " is absent");
        if ("true".equals(System.getenv("CI"))) {
          fail(program + " is absent; install the Debian package of this name");
        }
        Assumptions.abort(program + " is absent");
      }
    }
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  /** Runs a line of shell, every part of which must succeed. */
  void run(String line) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder("bash", "-c", "set -e -o pipefail; " + line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS), () -> "does not end: " + line);
    assertEquals(
        0, process.exitValue(), line + "\n" + Files.readString(output, StandardCharsets.UTF_8));
  }

  /** What it wrote into a file, without the last line break. */
  String read(String file) throws IOException {
    return Files.readString(folder.resolve(file)).strip();
  }
}
