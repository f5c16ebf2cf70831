package org.kumiki.platform.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers a {@link ProblemException} with its body. */
@Singleton
final class ProblemExceptionHandler
    implements ExceptionHandler<ProblemException, HttpResponse<ProblemBody>> {
  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<ProblemBody> handle(HttpRequest request, ProblemException failure) {
    MutableHttpResponse<ProblemBody> response =
        ProblemBody.of(failure.problem(), failure.getMessage()).in(HttpResponse.ok());
    if (failure.problem().status() == CommonProblem.UNAUTHENTICATED.status()) {
      // RFC 9110 section 11.6.1: a 401 names the scheme that it wants.
      response.header(HttpHeaders.WWW_AUTHENTICATE, scheme(request) + " realm=\"kumiki\"");
    }
    return response;
  }

  /** RFC 7030 section 3.2.3: enrolment asks for HTTP Basic; everything else for a token. */
  private static String scheme(HttpRequest<?> request) {
    return request.getPath().startsWith(AccessFilter.EST_PREFIX) ? "Basic" : "Bearer";
  }
}
