package org.kumiki.node.cli;

import java.io.Console;
import java.util.Arrays;
import java.util.Optional;
import org.kumiki.platform.cli.CommandFailure;

/** Asks the person at the terminal; nobody where there is none, or where a script says so. */
final class Questions {
  private final Console terminal;

  private Questions(Console terminal) {
    this.terminal = terminal;
  }

  /** The terminal of this process, unless {@code batch} forbids to ask. */
  static Questions of(boolean batch) {
    return new Questions(batch ? null : System.console());
  }

  /** An answer; empty for just Enter, or where nobody can be asked. */
  Optional<String> ask(String question) {
    if (terminal == null) {
      return Optional.empty();
    }
    String line = terminal.readLine("%s: ", question);
    if (line == null) {
      throw CommandFailure.refused("no answer was given", "answer, or use the options of --help");
    }
    return Optional.of(line.strip()).filter(text -> !text.isEmpty());
  }

  /** As {@link #ask}, without showing what is typed. */
  Optional<String> askSecretly(String question) {
    if (terminal == null) {
      return Optional.empty();
    }
    char[] typed = terminal.readPassword("%s: ", question);
    if (typed == null || typed.length == 0) {
      return Optional.empty();
    }
    String text = new String(typed);
    Arrays.fill(typed, '\0');
    return Optional.of(text);
  }
}
