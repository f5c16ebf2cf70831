package org.kumiki.platform.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.kumiki.platform.people.People;
import org.kumiki.platform.people.Person;

/**
 * Finds the person behind a token of the issuer or a session, for what {@link AccessFilter} let
 * through without knowing who it is. Off the event loop, because it may have to ask the issuer: an
 * issuer that hangs must not hold up nodes.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class CallerFilter implements Ordered {
  private final AccessFilter access;
  private final Callers callers;
  private final People people;
  private final PublicPaths publicPaths;

  CallerFilter(AccessFilter access, Callers callers, People people, PublicPaths publicPaths) {
    this.access = access;
    this.callers = callers;
    this.people = people;
    this.publicPaths = publicPaths;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }

  @PreMatching
  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Nullable
  HttpResponse<?> identify(HttpRequest<?> request) {
    if (!access.concerns(request) || request.getAttribute(Person.ATTRIBUTE).isPresent()) {
      return null;
    }
    Caller caller = callers.identify(request);
    if (caller.person() == null) {
      return publicPaths.cover(request) ? null : access.welcome(request);
    }
    AccessFilter.requirePeoplePath(request);
    boolean foreign = CrossSite.concerns(request) && !CrossSite.isOwnPage(request, people);
    if (caller.session().isPresent() && foreign) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "Another site sent this request; open the page here itself");
    }
    caller.attach(request);
    return null;
  }
}
