package org.kumiki.platform.http;

import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The body of every error: problem details of RFC 9457, and whether to try again.
 *
 * @param type the problem's URN
 * @param title the same for every occurrence
 * @param status the HTTP status
 * @param detail this occurrence, and what to do
 * @param retryable whether the same request may succeed later
 */
@Serdeable
public record ProblemBody(String type, String title, int status, String detail, boolean retryable) {
  static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");

  static ProblemBody of(Problem problem, String detail) {
    return new ProblemBody(
        problem.urn(), problem.title(), problem.status(), detail, problem.retryable());
  }

  /** Puts this body into {@code response}, whose headers stay. */
  MutableHttpResponse<ProblemBody> in(MutableHttpResponse<?> response) {
    return response.status(status).contentType(MEDIA_TYPE).body(this);
  }
}
