package org.kumiki.platform.page;

import io.micronaut.http.MutableHttpResponse;
import org.kumiki.platform.people.People;

/** What a browser may do with an answer (Content Security Policy level 3). */
public enum ContentPolicy {
  /** Scripts, styles, pictures and answers of this host; forms to this host and to sign-out. */
  PAGE(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'%s"),
  /** Nothing: what is no page is not shown as one. */
  DATA("default-src 'none'; form-action 'none'");

  /** The header. */
  public static final String HEADER = "Content-Security-Policy";

  private static final String ALWAYS =
      "; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

  private final String rules;

  ContentPolicy(String rules) {
    this.rules = rules + ALWAYS;
  }

  /** Puts the policy into {@code response}. */
  public void put(MutableHttpResponse<?> response, People people) {
    // Browsers hold a form to its policy through redirects: signing out ends at the issuer's.
    String issuer = people.issuerOrigin().map(origin -> " " + origin).orElse("");
    response.getHeaders().set(HEADER, String.format(rules, issuer));
  }
}
