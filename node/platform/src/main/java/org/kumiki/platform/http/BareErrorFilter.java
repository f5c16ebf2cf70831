package org.kumiki.platform.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Gives a body to an error that a controller returned as a bare status. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class BareErrorFilter {
  private static final int FIRST_ERROR = 400;

  private final Answers answers;

  BareErrorFilter(Answers answers) {
    this.answers = answers;
  }

  @ResponseFilter
  @Nullable
  HttpResponse<?> complete(HttpRequest<?> request, MutableHttpResponse<?> response) {
    boolean bare =
        response.code() >= FIRST_ERROR
            && response.getBody().isEmpty()
            // A challenge asks for credentials and is answered with them: no error yet.
            && !response.getHeaders().contains(HttpHeaders.WWW_AUTHENTICATE);
    if (!bare || request.getMethod() == HttpMethod.HEAD) {
      return null;
    }
    CommonProblem problem = CommonProblem.ofStatus(response.code());
    return answers.answer(request, response, problem, problem.nextStep());
  }
}
