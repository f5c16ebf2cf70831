package org.kumiki.certs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A second judge: the openssl of this machine. A test that needs it says so where it is absent. */
public final class Openssl {
  private static final Path PROGRAM = Path.of("/usr/bin/openssl");

  private Openssl() {}

  /** What it answered. */
  public record Answer(int exitCode, String text) {
    public boolean accepted() {
      return exitCode == 0;
    }
  }

  public static Answer run(List<String> arguments) throws IOException, InterruptedException {
    if (!Files.isExecutable(PROGRAM)) {
      System.out.println("SKIPPED: openssl as a second judge: " + PROGRAM + " is absent");
      Assumptions.abort("openssl is absent");
    }
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Answer(process.waitFor(), text);
  }
}
