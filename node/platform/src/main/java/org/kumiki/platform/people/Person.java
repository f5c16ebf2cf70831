package org.kumiki.platform.people;

import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who asks, as this service sees it.
 *
 * @param subject the issuer's identifier of the account
 * @param username what the person signs in with
 * @param name for people to read
 * @param organisations those of the account
 * @param roles the roles that count here; none for people of a foreign organisation
 * @param standing why they count
 */
public record Person(
    String subject,
    String username,
    String name,
    Set<String> organisations,
    Set<Role> roles,
    Standing standing) {
  /** Under which name a request keeps who asks. */
  public static final String ATTRIBUTE = "kumiki.person";

  /** Where somebody stands towards this service. */
  public enum Standing {
    /** Holds the folder's token: the owner of this machine. */
    OWNER,
    /** Belongs to the organisation that runs this service. */
    HOME,
    /** Belongs to a member of the consortium; at the coordinator only. */
    GUEST,
    /** Belongs to no organisation that counts here. */
    STRANGER
  }

  /** Whoever can read the token's file could as well read the keys beside it. */
  public static final Person OWNER =
      new Person(
          "owner",
          "owner",
          "owner of this machine",
          Set.of(),
          Arrays.stream(Role.values()).collect(Collectors.toUnmodifiableSet()),
          Standing.OWNER);

  /** Who reads what a service's settings open to everybody. */
  public static final Person ANYBODY =
      new Person("", "", "", Set.of(), Set.of(), Standing.STRANGER);

  public Person {
    organisations = Set.copyOf(organisations);
    roles = Set.copyOf(roles);
    if (standing == Standing.STRANGER && !roles.isEmpty()) {
      throw new IllegalArgumentException("A stranger has no role");
    }
  }

  /** The person behind a request that passed the access filter; a route of people has one. */
  public static Person of(HttpRequest<?> request) {
    return request
        .getAttribute(ATTRIBUTE, Person.class)
        .orElseThrow(() -> new IllegalStateException("a people's route was reached by nobody"));
  }

  /** Remembers who asks. */
  public void attach(HttpRequest<?> request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** Whether this person sees what concerns only some organisations: {@code concerned}. */
  public boolean sees(Collection<String> concerned) {
    return isHome() || organisations.stream().anyMatch(concerned::contains);
  }

  /** Whether this person belongs to those who run this service. */
  public boolean isHome() {
    return standing == Standing.OWNER || standing == Standing.HOME;
  }

  /**
   * The account by which two people are told apart where two must agree: unlike a name, nobody
   * changes it alone. Only the machine's owner, who stands for people that have no account, says
   * another in {@code stated}.
   */
  public String account(String stated) {
    return standing == Standing.OWNER ? stated : username;
  }

  /**
   * The name under which a decision is recorded: a person's own. Only the machine's owner, who
   * stands for people that have no account, says another in {@code stated}.
   */
  public String signature(String stated) {
    return standing == Standing.OWNER ? stated : name + " (" + username + ")";
  }
}
