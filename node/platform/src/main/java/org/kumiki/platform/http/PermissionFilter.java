package org.kumiki.platform.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.Declaration;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;
import org.kumiki.platform.people.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by the route whether whoever {@link AccessFilter} let in may ask. A route that declares
 * nobody is denied to all, and so is one of people on the machines' listener.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class PermissionFilter implements Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(PermissionFilter.class);

  private final ListenerPorts ports;
  private final PublicPaths publicPaths;

  PermissionFilter(ListenerPorts ports, PublicPaths publicPaths) {
    this.ports = ports;
    this.publicPaths = publicPaths;
  }

  /** After filters that mark every answer, before those that look at what is asked. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 10;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void decide(HttpRequest<?> request) {
    Optional<RouteInfo<?>> route = RouteAttributes.getRouteInfo(request);
    if (route.isEmpty()) {
      // No such path or method: the framework says so, to somebody who was let in.
      return;
    }
    Declaration declared =
        DeclaredRoutes.declaration(route.get()).orElseThrow(PermissionFilter::undeclared);
    if (ports.isMachine(request.getServerAddress().getPort())) {
      if (declared.audience() != Audience.MACHINES) {
        throw undeclared();
      }
      return;
    }
    Person person = request.getAttribute(Person.ATTRIBUTE, Person.class).orElse(null);
    if (person == null && publicPaths.cover(request)) {
      return;
    }
    if (!declared.admits(person)) {
      throw refused(request, person, CommonProblem.FORBIDDEN, reason(declared, person));
    }
    Caller.session(request).ifPresent(session -> requireFormToken(request, session));
  }

  private static void requireFormToken(HttpRequest<?> request, Session session) {
    if (!CrossSite.concerns(request)) {
      return;
    }
    if (CrossSite.isTooLong(request)) {
      throw refused(
          request,
          session.person(),
          CommonProblem.TOO_LARGE,
          "A form without a file has at most 64 KiB; send less at once");
    }
    if (!session.owns(CrossSite.formToken(request))) {
      throw refused(
          request,
          session.person(),
          CommonProblem.PAGE_OUT_OF_DATE,
          "The page is out of date; open it again and repeat the step");
    }
  }

  /** Whoever looks for attempts finds them in the log, by account and address, without a body. */
  private static ProblemException refused(
      HttpRequest<?> request, Person person, CommonProblem problem, String why) {
    LOG.warn(
        "{} may not {} {}: {}",
        person == null ? "nobody" : person.subject(),
        request.getMethodName(),
        request.getPath(),
        why);
    return new ProblemException(problem, why);
  }

  private static String reason(Declaration declared, Person person) {
    if (declared.audience() == Audience.MACHINES || person == null) {
      return "This is not for people";
    }
    if (person.standing() == Person.Standing.STRANGER) {
      return "Your organisation has no access here; ask the operator of this service";
    }
    String needed =
        declared.roles().stream().map(Role::claim).sorted().collect(Collectors.joining(" or "));
    return needed.isEmpty()
        ? "You have no role here; ask whoever keeps your organisation's accounts for one"
        : "This needs the role " + needed;
  }

  private static ProblemException undeclared() {
    return new ProblemException(CommonProblem.FORBIDDEN, "This address answers nobody here");
  }
}
