package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.ontology.editorial.Participant;
import org.kumiki.ontology.editorial.Vote;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Person.Standing;

/** For whom a signed-in person speaks. Thread-safe. */
public final class Participants {
  private final String home;
  private final MembershipStore members;

  /**
   * @param home the alias of the organisation that runs this coordinator
   */
  public Participants(String home, MembershipStore members) {
    this.home = home;
    this.members = members;
  }

  /**
   * The person with one organisation: the one that makes the person's roles count here. Of several
   * it is always the first, so that nobody counts for two. Whoever holds the machine's token is one
   * person of the coordinator's own organisation.
   */
  public Participant of(Person person) {
    if (person.standing() == Standing.OWNER) {
      return new Participant("owner", person.name(), home);
    }
    if (person.standing() == Standing.HOME) {
      return new Participant(person.subject(), named(person), home);
    }
    String organisation =
        new TreeSet<>(person.organisations())
            .stream()
                .filter(members::isMember)
                .findFirst()
                .orElseThrow(
                    () -> new IllegalArgumentException("a stranger takes part in nothing"));
    return new Participant(person.subject(), named(person), organisation);
  }

  /** The organisations of votes that do not count, because they are no members any more. */
  Set<String> ended(List<Vote> votes) {
    return votes.stream()
        .map(vote -> vote.voter().organisation())
        .filter(organisation -> !organisation.equals(home) && !members.isMember(organisation))
        .collect(Collectors.toSet());
  }

  /** The organisations whose own affairs this person sees; all of them for people of the house. */
  static boolean sees(Person person, String organisation) {
    return person.sees(Set.of(organisation));
  }

  private static String named(Person person) {
    return person.name().isBlank() ? person.username() : person.name();
  }
}
