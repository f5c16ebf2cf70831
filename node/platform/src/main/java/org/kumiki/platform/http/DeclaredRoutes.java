package org.kumiki.platform.http;

import io.micronaut.web.router.RouteInfo;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.Declaration;

/** All routes of a service with whom each answers. */
public final class DeclaredRoutes {
  /** Micronaut's own health endpoint: its route cannot carry our annotation. */
  private static final String HEALTH = "io.micronaut.management.endpoint.health.HealthEndpoint";

  private static final Declaration ANYONE = new Declaration(Audience.ANYONE, Set.of());
  private static final Declaration PEOPLE = new Declaration(Audience.PEOPLE, Set.of());

  private DeclaredRoutes() {}

  /**
   * A route: method and path as in {@code GET /api/v1/studies/{hash}}, and whom it answers.
   *
   * @param controller the class that declares it
   */
  public record Route(String method, String path, Declaration declaration, Class<?> controller) {}

  /**
   * The routes, without the HEAD that stands beside each GET.
   *
   * @throws IllegalStateException naming every route that declares nobody
   */
  public static List<Route> of(Router router) {
    List<UriRouteInfo<?, ?>> all =
        router
            .uriRoutes()
            .filter(route -> !route.getHttpMethodName().equals("HEAD"))
            .<UriRouteInfo<?, ?>>map(route -> route)
            .toList();
    TreeSet<String> undeclared = new TreeSet<>();
    for (UriRouteInfo<?, ?> route : all) {
      if (declaration(route).isEmpty()) {
        undeclared.add(route.getHttpMethodName() + " " + path(route));
      }
    }
    if (!undeclared.isEmpty()) {
      throw new IllegalStateException(
          "routes without @OpenTo, which says whom they answer: " + String.join(", ", undeclared));
    }
    return all.stream()
        .map(
            route ->
                new Route(
                    route.getHttpMethodName(),
                    path(route),
                    declaration(route).orElseThrow(),
                    route.getDeclaringType()))
        .distinct()
        .toList();
  }

  /** Whom a route answers; empty means nobody. */
  static Optional<Declaration> declaration(RouteInfo<?> route) {
    if (route.getDeclaringType().getName().equals(HEALTH)) {
      boolean all = route instanceof UriRouteInfo<?, ?> uri && path(uri).equals("/health");
      return Optional.of(all ? ANYONE : PEOPLE);
    }
    return Declaration.of(route.getAnnotationMetadata());
  }

  /**
   * How far a variable reaches, {@code {name:.+}}, is no part of what people and tables call it.
   */
  private static String path(UriRouteInfo<?, ?> route) {
    return route.getUriMatchTemplate().toPathString().replaceAll("\\{(\\w+):[^}]*}", "{$1}");
  }
}
