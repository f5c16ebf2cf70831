package org.kumiki.platform.http;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.kumiki.platform.page.Cookies;
import org.kumiki.platform.people.People;
import org.kumiki.platform.people.SignInUnreachable;
import org.kumiki.platform.people.TokenRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who asks: the folder's token, a bearer token of the issuer, or a session's cookie. */
@Singleton
final class Callers {
  private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
  private static final String SCHEME = "Bearer ";

  private final ListenerPorts ports;
  private final ApiToken token;
  private final People people;

  Callers(ListenerPorts ports, ApiToken token, People people) {
    this.ports = ports;
    this.token = token;
    this.people = people;
  }

  /** Whether there is anything by which somebody could be known. */
  boolean presents(HttpRequest<?> request) {
    return request.getHeaders().getAuthorization().isPresent()
        || Cookies.read(request, people, Cookies.Name.SESSION).isPresent();
  }

  /** Whether the folder's own token is presented, on the listener where it counts. */
  boolean isOwner(HttpRequest<?> request) {
    return ports.isLoopback(request.getServerAddress().getPort())
        && presented(request).filter(token::matches).isPresent();
  }

  /** May wait for the issuer: not on an event loop. */
  Caller identify(HttpRequest<?> request) {
    // A header counts alone: with a wrong token the cookie beside it is not looked at.
    return request.getHeaders().getAuthorization().isEmpty() ? cookie(request) : bearer(request);
  }

  private static Optional<String> presented(HttpRequest<?> request) {
    return request
        .getHeaders()
        .getAuthorization()
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(header -> header.substring(SCHEME.length()).strip());
  }

  private Caller bearer(HttpRequest<?> request) {
    String presented =
        presented(request).orElseThrow(() -> unauthenticated("the scheme is Bearer"));
    if (!people.isConnected()) {
      throw unauthenticated("the token is not the one in the file " + ApiToken.FILE);
    }
    try {
      return Caller.bearer(people.bearer(presented));
    } catch (TokenRefused e) {
      throw unauthenticated(e.getMessage());
    } catch (SignInUnreachable e) {
      throw unreachable(e);
    }
  }

  private Caller cookie(HttpRequest<?> request) {
    try {
      return Cookies.read(request, people, Cookies.Name.SESSION)
          .flatMap(people::session)
          .map(Caller::cookie)
          .orElse(Caller.NOBODY);
    } catch (SignInUnreachable e) {
      throw unreachable(e);
    }
  }

  private static ProblemException unauthenticated(String why) {
    LOG.warn("a bearer token was refused: {}", why);
    return new ProblemException(CommonProblem.UNAUTHENTICATED, "The token is refused: " + why);
  }

  /** Names no address: an outsider learns nothing about the house. */
  private static ProblemException unreachable(SignInUnreachable e) {
    LOG.warn("sign-in: {}", e.getMessage());
    return new ProblemException(
        CommonProblem.SIGN_IN_UNREACHABLE,
        "Sign-in does not answer at the moment; studies go on meanwhile. Try again later");
  }
}
