package org.kumiki.platform.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.Duration;
import java.util.Optional;
import org.kumiki.platform.people.People;

/**
 * Our cookies: never readable by scripts, sent to this host only, and over TLS only where there is
 * TLS (RFC 6265bis: the prefix {@code __Host-} makes the browser hold us to it). Lax and not
 * Strict, because a person comes back from the issuer's host, and from links in letters.
 */
public final class Cookies {
  /** Which of our cookies. */
  public enum Name {
    SESSION("session"),
    SIGN_IN("sign-in"),
    LANGUAGE("language");

    private final String suffix;

    Name(String suffix) {
      this.suffix = suffix;
    }
  }

  private Cookies() {}

  /** The value that the browser sent. */
  public static Optional<String> read(HttpRequest<?> request, People people, Name name) {
    return request
        .getCookies()
        .findCookie(fullName(people, name))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  /** Sets a cookie for the browser's session, or for {@code life}. */
  public static void set(
      MutableHttpResponse<?> response,
      People people,
      Name name,
      String value,
      Optional<Duration> life) {
    Cookie cookie =
        Cookie.of(fullName(people, name), value)
            .path("/")
            .httpOnly(true)
            .secure(isSecure(people))
            .sameSite(SameSite.Lax);
    response.cookie(life.map(cookie::maxAge).orElse(cookie));
  }

  /** Takes a cookie back. */
  public static void clear(MutableHttpResponse<?> response, People people, Name name) {
    set(response, people, name, "", Optional.of(Duration.ZERO));
  }

  private static String fullName(People people, Name name) {
    return (isSecure(people) ? "__Host-" : "") + people.cookiePrefix() + "-" + name.suffix;
  }

  private static boolean isSecure(People people) {
    return people.address() != null && "https".equals(people.address().getScheme());
  }
}
