package org.kumiki.platform.cli;

import java.util.Objects;

/**
 * A command cannot go on for a reason that lies outside the program. Becomes one line on standard
 * error; both halves must be free of members' data.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String nextStep;

  private CommandFailure(int exitCode, String cause, String nextStep, Throwable origin) {
    super(Objects.requireNonNull(cause, "cause"), origin);
    this.exitCode = exitCode;
    this.nextStep = Objects.requireNonNull(nextStep, "nextStep");
  }

  /**
   * A failure that stays until somebody does something about it.
   *
   * @param cause what is wrong, without a full stop
   * @param nextStep what the person at the keyboard can do, as a clause
   */
  public static CommandFailure refused(String cause, String nextStep) {
    return new CommandFailure(ExitCode.FAILED, cause, nextStep, null);
  }

  /** As {@link #refused(String, String)}, brought about by {@code origin}. */
  public static CommandFailure refused(String cause, String nextStep, Throwable origin) {
    return new CommandFailure(ExitCode.FAILED, cause, nextStep, origin);
  }

  /** A failure that may be gone at the next attempt. */
  public static CommandFailure tryLater(String cause, String nextStep) {
    return new CommandFailure(ExitCode.TRY_LATER, cause, nextStep, null);
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }

  /** What the person at the keyboard can do, as a clause. */
  public String nextStep() {
    return nextStep;
  }

  /** Cause and next step on one line. */
  public String line() {
    return (getMessage() + "; " + nextStep).replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
