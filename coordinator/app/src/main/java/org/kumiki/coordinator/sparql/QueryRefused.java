package org.kumiki.coordinator.sparql;

/** A query that is not answered. The message names the cause and the next step. */
final class QueryRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SparqlProblem problem;

  QueryRefused(SparqlProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  SparqlProblem problem() {
    return problem;
  }
}
