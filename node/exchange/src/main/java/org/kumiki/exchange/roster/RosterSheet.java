package org.kumiki.exchange.roster;

import java.util.List;

/**
 * A roster as pages of both sides show it: {@link RosterText} in parts.
 *
 * @param words of the roster, as people read them to each other
 * @param seats the members, by name
 */
public record RosterSheet(RosterSnapshot roster, String words, List<Seat> seats) {
  public RosterSheet {
    seats = List.copyOf(seats);
  }

  /** A member with the words of its key, and the kind where that is not Ed25519 alone. */
  public record Seat(String name, String displayName, String words) {}

  public static RosterSheet of(RosterSnapshot roster) {
    return new RosterSheet(
        roster,
        RosterWords.of(roster.hash()),
        roster.members().stream().map(RosterSheet::seat).toList());
  }

  private static Seat seat(Organisation member) {
    return new Seat(member.name(), member.displayName(), RosterText.key(member));
  }
}
