package org.kumiki.platform.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import java.util.Optional;

/** Names the parameter of a request that is missing or cannot be read; never what was sent. */
final class MisreadParameter {
  private MisreadParameter() {}

  /** What to tell of a request that a route could not take; empty if it is about nothing named. */
  static Optional<String> sentence(@Nullable Throwable cause) {
    if (cause instanceof UnsatisfiedBodyRouteException) {
      return Optional.of("The request has no body; see /openapi.json");
    }
    if (cause instanceof UnsatisfiedRouteException missing) {
      return Optional.of("'" + missing.getArgument().getName() + "' is missing; see /openapi.json");
    }
    if (cause instanceof ConversionErrorException misread) {
      Argument<?> argument = misread.getArgument();
      return kind(argument.getType())
          .map(kind -> "'" + argument.getName() + "' is not " + kind + "; see /openapi.json");
    }
    return Optional.empty();
  }

  private static Optional<String> kind(Class<?> type) {
    if (type == long.class || type == Long.class || type == int.class || type == Integer.class) {
      return Optional.of("a whole number");
    }
    return type == boolean.class || type == Boolean.class
        ? Optional.of("true or false")
        : Optional.empty();
  }

  /** Whether a part of a page's address is not what stands there: then there is no such page. */
  static boolean leadsNowhere(HttpRequest<?> request, @Nullable Throwable cause) {
    return cause instanceof ConversionErrorException misread
        && Answers.isForPeople(request)
        && RouteAttributes.getRouteMatch(request)
            .filter(UriRouteMatch.class::isInstance)
            .map(UriRouteMatch.class::cast)
            .filter(route -> route.getVariableValues().containsKey(misread.getArgument().getName()))
            .isPresent();
  }
}
