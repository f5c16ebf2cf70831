package org.kumiki.platform.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides before anything else whether a request may go on. Denied by default.
 *
 * <p>On the people's listener everything but {@code /health} and the API's description needs the
 * {@link ApiToken}, and machines' paths do not exist. On the machines' listener only machines'
 * paths exist; who the machine is must be decided by a further filter of the service that owns the
 * path. Runs before routing, so that an unknown path is answered like a known one.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class AccessFilter implements Ordered {
  /** What machines ask for. */
  static final String MACHINE_PREFIX = "/exchange/v1/";

  /** Enrolment over EST (RFC 7030); on the machines' listener only. */
  public static final String EST_PREFIX = "/.well-known/est/";

  /**
   * The only paths below {@link #EST_PREFIX}. A machine that has no certificate yet comes here
   * first; the service's own filter asks for one where RFC 7030 does.
   */
  private static final Set<String> EST =
      Set.of(
          EST_PREFIX + "cacerts",
          EST_PREFIX + "csrattrs",
          EST_PREFIX + "simpleenroll",
          EST_PREFIX + "simplereenroll");

  /**
   * Open to everybody who reaches the people's listener: whether the service is up, and the
   * description of its API with the page to try it, which ask for the token themselves.
   */
  private static final Set<String> OPEN = Set.of("/health", "/api", "/openapi.json");

  /** The page's own files; which there are, their controller lists. */
  private static final Pattern OPEN_FILE = Pattern.compile("/api/res/[a-z0-9-]+\\.[a-z]+");

  /** No escapes, no empty and no dotted segments: the router and we must read the same path. */
  private static final Pattern PLAIN = Pattern.compile("(/(?!\\.)[A-Za-z0-9._~:-]+)+");

  private static final String SCHEME = "Bearer ";

  private final ListenerPorts ports;
  private final ApiToken token;

  AccessFilter(ListenerPorts ports, ApiToken token) {
    this.ports = ports;
    this.token = token;
  }

  /** Before every other filter. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  /** Returns if the request may go on, and ends it otherwise. */
  @PreMatching
  @RequestFilter
  public void decide(HttpRequest<?> request) {
    int port = request.getServerAddress().getPort();
    String path = request.getUri().getRawPath();
    if (ports.isMachine(port)) {
      requireMachinePath(path);
    } else if (ports.isPeople(port)) {
      requireToken(request, path);
    } else {
      throw new ProblemException(CommonProblem.UNAVAILABLE, "The service is starting; try again");
    }
  }

  private static void requireMachinePath(String path) {
    boolean known =
        path != null
            && (EST.contains(path)
                || (path.startsWith(MACHINE_PREFIX) && PLAIN.matcher(path).matches()));
    if (!known) {
      throw nothingHere();
    }
  }

  private void requireToken(HttpRequest<?> request, String path) {
    if (path != null && (OPEN.contains(path) || OPEN_FILE.matcher(path).matches())) {
      return;
    }
    String header = request.getHeaders().getAuthorization().orElse("");
    boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    if (!bearer || !token.matches(header.substring(SCHEME.length()))) {
      throw new ProblemException(
          CommonProblem.UNAUTHENTICATED,
          "Send 'Authorization: Bearer' with the content of the file " + ApiToken.FILE);
    }
    if (isMachinePath(path)) {
      throw nothingHere();
    }
  }

  /** Generous here, as it refuses: any spelling that might reach a machine's route. */
  private static boolean isMachinePath(String path) {
    return path == null || path.startsWith("/exchange") || !PLAIN.matcher(path).matches();
  }

  private static ProblemException nothingHere() {
    return new ProblemException(CommonProblem.NOT_FOUND, "This listener has no such path");
  }
}
