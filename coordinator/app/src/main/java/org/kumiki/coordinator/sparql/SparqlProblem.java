package org.kumiki.coordinator.sparql;

import org.kumiki.platform.http.Problem;

/** Why a query is not answered. */
enum SparqlProblem implements Problem {
  QUERY_REFUSED("query-refused", 400, "This query is not answered", false),
  READ_ONLY("query-read-only", 403, "The vocabulary is changed by proposals", false),
  QUERY_TOO_LARGE("query-too-large", 422, "The answer or the work for it is too large", false),
  QUERY_TOO_LONG("query-too-long", 503, "The query took too long", false),
  BUSY("query-busy", 503, "Too many queries at once", true);

  private final Kind kind;

  SparqlProblem(String code, int status, String title, boolean retryable) {
    this.kind = new Kind(code, status, title, retryable);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
