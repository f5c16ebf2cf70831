package org.kumiki.platform.cli;

/** What a command's exit code says; scripts depend on these numbers. */
public final class ExitCode {
  /** Done as asked. */
  public static final int DONE = 0;

  /** Refused or failed; one line on standard error says why and what to do. */
  public static final int FAILED = 1;

  /** The command line itself is wrong. */
  public static final int USAGE = 2;

  /** Not now: a lock is held or a peer is unreachable. EX_TEMPFAIL of sysexits.h. */
  public static final int TRY_LATER = 75;

  /** Interrupted by the person: 128 + SIGINT, as shells say it. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
