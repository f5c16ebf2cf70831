package org.kumiki.coordinator.sparql;

import org.kumiki.platform.http.Problem;

/** Why a query is not answered. */
enum SparqlProblem implements Problem {
  QUERY_REFUSED("query-refused", 400, "This query is not answered", false),
  READ_ONLY("query-read-only", 403, "The vocabulary is changed by proposals", false),
  QUERY_TOO_LARGE("query-too-large", 422, "The answer or the work for it is too large", false),
  QUERY_TOO_LONG("query-too-long", 503, "The query took too long", false),
  BUSY("query-busy", 503, "Too many queries at once", true);

  private final String code;
  private final int status;
  private final String title;
  private final boolean retryable;

  SparqlProblem(String code, int status, String title, boolean retryable) {
    this.code = code;
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
