package org.kumiki.node.cli;

import java.io.Console;
import java.util.Arrays;
import java.util.Optional;
import org.kumiki.platform.cli.CommandFailure;

/**
 * Questions at a terminal.
 *
 * @param terminal null where there is nobody to ask
 */
record TerminalQuestions(Console terminal) implements Questions {
  @Override
  public Optional<String> ask(String question) {
    if (terminal == null) {
      return Optional.empty();
    }
    String line = terminal.readLine("%s: ", question);
    if (line == null) {
      throw CommandFailure.refused("no answer was given", "answer, or use the options of --help");
    }
    return Optional.of(line.strip()).filter(text -> !text.isEmpty());
  }

  @Override
  public Optional<String> askSecretly(String question) {
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
