package org.kumiki.platform.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the framework's own errors the same body as ours. Its messages are dropped: those of a JSON
 * parser quote the input, those of an exception whatever it was about.
 */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<ProblemBody> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemResponses.class);

  @Override
  public MutableHttpResponse<ProblemBody> processResponse(
      ErrorContext error, MutableHttpResponse<?> response) {
    CommonProblem problem = CommonProblem.ofStatus(response.code());
    if (problem.status() >= 500) {
      error.getRootCause().ifPresent(cause -> LOG.error("unexpected failure", cause));
    }
    MutableHttpResponse<ProblemBody> answer =
        ProblemBody.of(problem, problem.nextStep()).in(response);
    return error.getRequest().getMethod() == HttpMethod.HEAD ? answer.body(null) : answer;
  }
}
