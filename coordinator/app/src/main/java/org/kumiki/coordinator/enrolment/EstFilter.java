package org.kumiki.coordinator.enrolment;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.kumiki.certs.enrolment.EstBody;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;

/**
 * Refuses a long body by its announced length, before a byte of it is kept: who asks has not shown
 * anything yet.
 */
@ServerFilter("/.well-known/est/**")
final class EstFilter implements Ordered {
  /** Before the filter that asks for a certificate, which looks into the database. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }

  @RequestFilter
  void requireShort(HttpRequest<?> request) {
    long length = request.getContentLength();
    if (length > EstBody.MAX_REQUEST_BYTES) {
      throw new ProblemException(
          CommonProblem.TOO_LARGE,
          "A request for a certificate has at most " + EstBody.MAX_REQUEST_BYTES + " bytes");
    }
    if (length < 0 && request.getMethod() == HttpMethod.POST) {
      throw new ProblemException(
          EnrolmentProblem.LENGTH_REQUIRED, "Send Content-Length instead of chunks");
    }
  }
}
