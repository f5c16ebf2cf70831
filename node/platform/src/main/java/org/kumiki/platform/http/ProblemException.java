package org.kumiki.platform.http;

import java.util.Objects;

/**
 * Ends a request with a problem. The detail goes to the client and into logs: codes, names of the
 * API and line numbers, never a cell, a header or a formula.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /**
   * Ends the request.
   *
   * @param detail what happened this time and the next step, for the client's developer
   */
  public ProblemException(Problem problem, String detail) {
    super(Objects.requireNonNull(detail, "detail"));
    this.problem = Objects.requireNonNull(problem, "problem");
  }

  /** Which problem. */
  public Problem problem() {
    return problem;
  }
}
