package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.kumiki.trial.federation.ServiceProcess.Program;

/** Commands as a person types them: each is a process of its own. */
final class Cli {
  private static final int HEAP_MEGABYTES = 128;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private Cli() {}

  /** What a command left behind for its caller. */
  record Outcome(List<String> command, int exitCode, String out, String err) {
    /** Done as asked; returns what it printed. */
    String done() {
      assertEquals(0, exitCode, this::toString);
      return out;
    }

    /** Refused with this exit code, and with one line that says both halves. */
    Outcome refused(int code, String cause, String nextStep) {
      assertEquals(code, exitCode, this::toString);
      List<String> lines = err.lines().toList();
      assertEquals(1, lines.size(), () -> "standard error is not one line: " + this);
      assertTrue(lines.get(0).startsWith("kumiki: "), this::toString);
      assertTrue(lines.get(0).contains(cause), () -> "no '" + cause + "' in " + this);
      assertTrue(lines.get(0).contains(nextStep), () -> "no '" + nextStep + "' in " + this);
      return this;
    }
  }

  static Outcome node(Object... arguments) {
    return run(LONGEST, Program.NODE, arguments);
  }

  /** A command that works long. */
  static Outcome node(Duration atMost, Object... arguments) {
    return run(atMost, Program.NODE, arguments);
  }

  static Outcome coordinator(Object... arguments) {
    return run(LONGEST, Program.COORDINATOR, arguments);
  }

  private static Outcome run(Duration atMost, Program program, Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = String.valueOf(arguments[i]);
    }
    List<String> command =
        new ArrayList<>(program.command(JvmProfile.small(HEAP_MEGABYTES), words));
    try {
      Path out = Files.createTempFile("cli-", ".out");
      Path err = Files.createTempFile("cli-", ".err");
      try {
        return new Outcome(
            List.of(words), run(atMost, command, out, err), Files.readString(out), text(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int run(Duration atMost, List<String> command, Path out, Path err)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      fail("the command does not end: " + command + "\n" + text(err));
    }
    return process.exitValue();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
