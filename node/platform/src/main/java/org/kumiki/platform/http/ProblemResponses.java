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
final class ProblemResponses implements ErrorResponseProcessor<Object> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemResponses.class);

  private final Answers answers;

  ProblemResponses(Answers answers) {
    this.answers = answers;
  }

  @Override
  @SuppressWarnings("unchecked")
  public MutableHttpResponse<Object> processResponse(
      ErrorContext error, MutableHttpResponse<?> response) {
    CommonProblem problem = CommonProblem.ofStatus(response.code());
    if (problem.status() >= 500) {
      error.getRootCause().ifPresent(cause -> LOG.error("unexpected failure", cause));
    }
    MutableHttpResponse<Object> answer =
        (MutableHttpResponse<Object>)
            answers.answer(error.getRequest(), response, problem, problem.nextStep());
    return error.getRequest().getMethod() == HttpMethod.HEAD ? answer.body(null) : answer;
  }
}
