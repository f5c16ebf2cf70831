package org.kumiki.node.cli;

import java.util.Optional;

/** Asks the person who runs a command; nobody where there is none, or where a script says so. */
interface Questions {
  /** An answer; empty for just Enter, or where nobody can be asked. */
  Optional<String> ask(String question);

  /** As {@link #ask}, without showing what is typed. */
  Optional<String> askSecretly(String question);

  /** At the terminal of this process, unless {@code batch} forbids to ask. */
  static Questions of(boolean batch) {
    return new TerminalQuestions(batch ? null : System.console());
  }
}
