package org.kumiki.platform.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
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
    HttpRequest<?> request = error.getRequest();
    Throwable cause = error.getRootCause().orElse(null);
    CommonProblem problem =
        MisreadParameter.leadsNowhere(request, cause)
            ? CommonProblem.NOT_FOUND
            : CommonProblem.ofStatus(response.code());
    if (problem.status() >= 500) {
      error.getRootCause().ifPresent(why -> LOG.error("unexpected failure", why));
    }
    MutableHttpResponse<Object> answer =
        (MutableHttpResponse<Object>)
            answers.answer(
                request,
                response,
                problem,
                MisreadParameter.sentence(cause).orElseGet(problem::nextStep));
    return request.getMethod() == HttpMethod.HEAD ? answer.body(null) : answer;
  }
}
