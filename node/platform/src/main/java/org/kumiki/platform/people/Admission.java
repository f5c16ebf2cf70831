package org.kumiki.platform.people;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kumiki.platform.people.Person.Standing;

/**
 * Whose people this service answers. Asked on every request, so that a membership that ends takes
 * effect at once.
 *
 * @param home the organisation that runs the service, as its alias in Keycloak; all its people's
 *     roles count
 * @param guestRoles the roles that count for people of other members
 * @param members whether an organisation is a member of the consortium now
 */
public record Admission(String home, Set<Role> guestRoles, Predicate<String> members) {
  public Admission {
    if (home == null || home.isBlank()) {
      throw new IllegalArgumentException("A service belongs to an organisation");
    }
    guestRoles = Set.copyOf(guestRoles);
  }

  /** A node's: nobody but its own people. */
  public static Admission ownPeople(String home) {
    return new Admission(home, Set.of(), organisation -> false);
  }

  /** A coordinator's: its own people, and members' people, none of whom is operator here. */
  public static Admission consortium(String home, Predicate<String> members) {
    return new Admission(home, EnumSet.complementOf(EnumSet.of(Role.OPERATOR)), members);
  }

  Person admit(Identity identity) {
    Standing standing = standing(identity);
    Set<Role> roles =
        switch (standing) {
          case OWNER, HOME -> identity.roles();
          case GUEST ->
              identity.roles().stream()
                  .filter(guestRoles::contains)
                  .collect(Collectors.toUnmodifiableSet());
          case STRANGER -> Set.of();
        };
    return new Person(
        identity.subject(),
        identity.username(),
        identity.name(),
        standing == Standing.GUEST
            ? identity.organisations().stream()
                .filter(members)
                .collect(Collectors.toUnmodifiableSet())
            : identity.organisations(),
        roles,
        standing);
  }

  private Standing standing(Identity identity) {
    if (identity.organisations().contains(home)) {
      return Standing.HOME;
    }
    return identity.organisations().stream().anyMatch(members) ? Standing.GUEST : Standing.STRANGER;
  }
}
