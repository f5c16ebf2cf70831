package org.kumiki.node.ingest;

/**
 * A file cannot be read safely. The only exception that the content of a file can cause; a failing
 * disk is an {@link java.io.IOException}.
 *
 * <p>It may come in the middle of a stream of rows: whatever they were written to must be undone.
 * It has no cause, since a parser's own message may quote the file.
 */
public final class CsvRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient CsvProblem problem;

  CsvRefusal(CsvProblem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public CsvProblem problem() {
    return problem;
  }
}
