package org.kumiki.platform.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.Trouble;

/** Answers a problem in the form that whoever asks can read: a page, or RFC 9457. */
@Singleton
final class Answers {
  private final BeanProvider<Pages> pages;
  private final SecurityHeaders headers;

  Answers(BeanProvider<Pages> pages, SecurityHeaders headers) {
    this.pages = pages;
    this.headers = headers;
  }

  /** Whether a browser wants to show the answer to a person. */
  static boolean isForPeople(HttpRequest<?> request) {
    String accept = request.getHeaders().get(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("text/html") && isPage(request);
  }

  private static boolean isPage(HttpRequest<?> request) {
    try {
      String path = String.valueOf(request.getUri().getRawPath());
      return !(path.startsWith("/api")
          || path.startsWith("/exchange")
          || path.equals("/metrics")
          || path.equals("/openapi.json"));
    } catch (IllegalArgumentException e) {
      // The address itself is what is wrong with this request.
      return false;
    }
  }

  /** The answer to a problem; headers that {@code response} has already stay. */
  MutableHttpResponse<?> answer(
      HttpRequest<?> request, MutableHttpResponse<?> response, Problem problem, String detail) {
    boolean asPage = isForPeople(request) && request.getMethod() != HttpMethod.HEAD;
    MutableHttpResponse<?> answer =
        asPage ? page(request, problem, detail) : ProblemBody.of(problem, detail).in(response);
    if (problem.status() == CommonProblem.UNAUTHENTICATED.status()) {
      // RFC 9110 section 11.6.1: a 401 names the scheme that it wants.
      answer.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, scheme(request) + " realm=\"kumiki\"");
    }
    headers.complete(answer);
    return answer;
  }

  /** RFC 7030 section 3.2.3: enrolment asks for HTTP Basic; everything else for a token. */
  private static String scheme(HttpRequest<?> request) {
    return request.getPath().startsWith(AccessFilter.EST_PREFIX) ? "Basic" : "Bearer";
  }

  private MutableHttpResponse<?> page(HttpRequest<?> request, Problem problem, String detail) {
    Trouble trouble = Troubles.of(problem, detail, pages.get().language(request));
    return pages
        .get()
        .own(
            request, HttpStatus.valueOf(trouble.status()), trouble.title(), "problem.jte", trouble);
  }
}
