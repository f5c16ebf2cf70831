package org.kumiki.platform.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.kumiki.platform.people.People;
import org.kumiki.platform.people.Person;

/**
 * Decides before anything else whether a request may go on. Denied by default.
 *
 * <p>On people's listeners everything but a few open paths needs somebody: the folder's {@link
 * ApiToken}, a token of the issuer, or a session ({@link CallerFilter}). Machines' paths do not
 * exist there. On the machines' listener only machines' paths exist; who the machine is must be
 * decided by a further filter of the service that owns the path. Runs before routing, so that an
 * unknown path is answered like a known one. What somebody may do, {@link PermissionFilter} decides
 * by the route.
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
   * Open to everybody who reaches a people's listener: whether the service is up, the description
   * of its API with the page to try it, and the way in and out.
   */
  private static final Set<String> OPEN =
      Set.of(
          "/health",
          "/api",
          "/openapi.json",
          "/sign-in",
          "/sign-in/start",
          "/signed-in",
          "/signed-out",
          "/sign-out/channel");

  /** Files of pages; which there are, their controllers list. */
  private static final Pattern OPEN_FILE = Pattern.compile("/(api/res|style)/[a-z0-9-]+\\.[a-z]+");

  private final ListenerPorts ports;
  private final Callers callers;
  private final People people;
  private final SecurityHeaders headers;
  private final PublicPaths publicPaths;

  AccessFilter(
      ListenerPorts ports,
      Callers callers,
      People people,
      SecurityHeaders headers,
      PublicPaths publicPaths) {
    this.ports = ports;
    this.callers = callers;
    this.people = people;
    this.headers = headers;
    this.publicPaths = publicPaths;
  }

  /** Before every other filter. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  /** Returns nothing if the request may go on, and ends it otherwise. */
  @PreMatching
  @RequestFilter
  @Nullable
  public HttpResponse<?> decide(HttpRequest<?> request) {
    int port = request.getServerAddress().getPort();
    String path = request.getUri().getRawPath();
    if (ports.isMachine(port)) {
      requireMachinePath(path);
      return null;
    }
    if (!ports.isPeople(port)) {
      throw new ProblemException(CommonProblem.UNAVAILABLE, "The service is starting; try again");
    }
    if (isOpen(path)) {
      return null;
    }
    if (!callers.presents(request)) {
      return publicPaths.cover(request) ? null : welcome(request);
    }
    if (callers.isOwner(request)) {
      requirePeoplePath(request);
      Caller.bearer(Person.OWNER).attach(request);
    }
    // Whoever else it is, CallerFilter finds out: that may take a while.
    return null;
  }

  private static void requireMachinePath(String path) {
    boolean known =
        path != null
            && (EST.contains(path) || (path.startsWith(MACHINE_PREFIX) && PlainPath.is(path)));
    if (!known) {
      throw nothingHere();
    }
  }

  /** Whether this is for people to be identified, on one of their listeners. */
  boolean concerns(HttpRequest<?> request) {
    return ports.isPeople(request.getServerAddress().getPort())
        && !isOpen(request.getUri().getRawPath());
  }

  /** Generous here, as it refuses: any spelling that might reach a machine's route. */
  static void requirePeoplePath(HttpRequest<?> request) {
    String path = request.getUri().getRawPath();
    if (path == null || path.startsWith("/exchange") || !PlainPath.isOfPeople(path)) {
      throw nothingHere();
    }
  }

  /** Leads a person to the sign-in, and tells a program what is missing. */
  HttpResponse<?> welcome(HttpRequest<?> request) {
    if (people.isConnected() && Answers.isForPeople(request)) {
      String wanted = URLEncoder.encode(wanted(request), StandardCharsets.UTF_8);
      MutableHttpResponse<?> response = HttpResponse.seeOther(URI.create("/sign-in?to=" + wanted));
      headers.complete(response);
      return response;
    }
    throw new ProblemException(
        CommonProblem.UNAUTHENTICATED,
        "Send 'Authorization: Bearer' with the content of the file "
            + ApiToken.FILE
            + (people.isConnected() ? ", or with a token of the issuer" : ""));
  }

  /** The page itself, or the one whose form was sent: what the form was to do is not repeated. */
  private static String wanted(HttpRequest<?> request) {
    String path = String.valueOf(request.getUri().getRawPath());
    if (request.getMethod() == HttpMethod.GET) {
      return path;
    }
    String from = request.getHeaders().get(HttpHeaders.REFERER);
    try {
      return from == null ? "/" : String.valueOf(URI.create(from).getRawPath());
    } catch (IllegalArgumentException e) {
      return "/";
    }
  }

  private static boolean isOpen(String path) {
    return path != null && (OPEN.contains(path) || OPEN_FILE.matcher(path).matches());
  }

  private static ProblemException nothingHere() {
    return new ProblemException(CommonProblem.NOT_FOUND, "This listener has no such path");
  }
}
