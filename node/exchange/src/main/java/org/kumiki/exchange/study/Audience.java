package org.kumiki.exchange.study;

import java.util.List;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * Which organisations may do something with a study's model. Immutable.
 *
 * @param names of {@link Kind#NAMED} alone, ascending
 */
public record Audience(Kind kind, List<String> names) {
  /** In the order of their codes, to which others may only be appended. */
  public enum Kind {
    /** The study's cohort. */
    PARTICIPANTS,
    /** Every member of the consortium, as it is when it asks. */
    MEMBERS,
    /** Those that are named. */
    NAMED
  }

  public static final Audience PARTICIPANTS = new Audience(Kind.PARTICIPANTS, List.of());
  public static final Audience MEMBERS = new Audience(Kind.MEMBERS, List.of());

  private static final int MOST_NAMES = 1000;

  public Audience {
    names = names.isEmpty() ? List.of() : Identifiers.requireAscending(names, "rights");
    if (names.isEmpty() == (kind == Kind.NAMED)) {
      throw new WireFormatException("rights name organisations, participants or members");
    }
  }

  /**
   * Whether an organisation is among them.
   *
   * @param organisation a member of the consortium
   * @param cohort of the study
   */
  public boolean includes(String organisation, List<String> cohort) {
    return switch (kind) {
      case PARTICIPANTS -> cohort.contains(organisation);
      case MEMBERS -> true;
      case NAMED -> names.contains(organisation);
    };
  }

  /** Whether nobody is among these who is not among the others. */
  boolean within(Audience others, List<String> cohort) {
    return switch (kind) {
      case PARTICIPANTS -> cohort.stream().allMatch(name -> others.includes(name, cohort));
      case MEMBERS -> others.kind == Kind.MEMBERS;
      case NAMED -> names.stream().allMatch(name -> others.includes(name, cohort));
    };
  }

  /** As study files write it. */
  @Override
  public String toString() {
    return kind == Kind.NAMED
        ? String.join(", ", names)
        : kind == Kind.MEMBERS ? "members" : "participants";
  }

  void write(WireWriter out) {
    out.u8(kind.ordinal()).list(names, WireWriter::text);
  }

  static Audience read(WireReader in) {
    int kind = in.u8("audience");
    if (kind >= Kind.values().length) {
      throw new WireFormatException("audience " + kind + " is unknown");
    }
    return new Audience(
        Kind.values()[kind],
        in.list("names", MOST_NAMES, r -> r.text("name", Identifiers.MAX_LENGTH)));
  }
}
