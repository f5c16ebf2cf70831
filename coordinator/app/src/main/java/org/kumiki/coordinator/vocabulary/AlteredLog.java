package org.kumiki.coordinator.vocabulary;

import org.kumiki.platform.cli.CommandFailure;

/** An entry of the log is not what was appended: somebody has altered the database. */
final class AlteredLog extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long sequence;

  AlteredLog(long sequence) {
    super("change " + sequence + " of the vocabulary is not the one that was recorded");
    this.sequence = sequence;
  }

  CommandFailure atStart() {
    return CommandFailure.refused(
        "change "
            + sequence
            + " of the vocabulary is not the one that was recorded: its hash differs",
        "restore the database from a backup, and find out who altered it",
        this);
  }
}
