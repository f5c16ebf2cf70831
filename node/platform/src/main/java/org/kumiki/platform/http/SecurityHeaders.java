package org.kumiki.platform.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.kumiki.platform.page.ContentPolicy;
import org.kumiki.platform.people.People;

/**
 * Headers that every answer has (OWASP ASVS 5.0, chapter 3.4): what a browser may do with it, and
 * that nobody keeps it. An answer that has its own keeps it.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SecurityHeaders implements Ordered {
  private static final String YEAR = "max-age=31536000";

  private final People people;

  SecurityHeaders(People people) {
    this.people = people;
  }

  /** Before all that may refuse: a filter that has not been passed does not see the refusal. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @ResponseFilter
  void complete(MutableHttpResponse<?> response) {
    MutableHttpHeaders headers = response.getHeaders();
    if (!headers.contains(ContentPolicy.HEADER)) {
      ContentPolicy.DATA.put(response, people);
    }
    setIfAbsent(headers, "Cache-Control", "no-store");
    setIfAbsent(headers, "X-Content-Type-Options", "nosniff");
    // Not no-referrer: with it, browsers hide the origin of our own forms, by which we know them.
    setIfAbsent(headers, "Referrer-Policy", "same-origin");
    setIfAbsent(headers, "Cross-Origin-Opener-Policy", "same-origin");
    setIfAbsent(headers, "Cross-Origin-Resource-Policy", "same-origin");
    if (people.address() != null && "https".equals(people.address().getScheme())) {
      setIfAbsent(headers, "Strict-Transport-Security", YEAR);
    }
  }

  private static void setIfAbsent(MutableHttpHeaders headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}
