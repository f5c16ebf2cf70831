package org.kumiki.platform.people;

import io.micronaut.core.annotation.AnnotationMetadata;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a route answers, as its {@link OpenTo} says.
 *
 * @param roles for {@link Audience#ROLES}; empty otherwise
 */
public record Declaration(Audience audience, Set<Role> roles) {
  public Declaration {
    roles = Set.copyOf(roles);
    if ((audience == Audience.ROLES) == roles.isEmpty()) {
      throw new IllegalArgumentException("roles, and only roles, are listed");
    }
  }

  /** The declaration of a method; empty if it declares nothing, or contradicts itself. */
  public static Optional<Declaration> of(AnnotationMetadata method) {
    if (!method.hasAnnotation(OpenTo.class)) {
      return Optional.empty();
    }
    List<Role> roles = List.of(method.enumValues(OpenTo.class, Role.class));
    Audience audience =
        method.enumValue(OpenTo.class, "audience", Audience.class).orElse(Audience.ROLES);
    return (audience == Audience.ROLES) == roles.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Declaration(
                audience, roles.isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(roles)));
  }

  /** Whether this person may ask; {@code null} is somebody who has not signed in. */
  public boolean admits(Person person) {
    return switch (audience) {
      case ANYONE -> true;
      case SIGNED_IN -> person != null;
      case PEOPLE -> person != null && !person.roles().isEmpty();
      case ROLES -> person != null && person.roles().stream().anyMatch(roles::contains);
      case MACHINES -> false;
    };
  }
}
