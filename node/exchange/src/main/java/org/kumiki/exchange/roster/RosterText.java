package org.kumiki.exchange.roster;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.exchange.wire.SigningKind;

/** A roster as stewards and the operator read it, the same text on both sides. */
public final class RosterText {
  private RosterText() {}

  /** The words, who is in it with which keys, the parameters, and what n and c mean. */
  public static List<String> lines(RosterSnapshot roster) {
    List<String> lines = new ArrayList<>();
    lines.add("Roster " + roster.version() + " of consortium " + roster.consortium());
    lines.add("  words   " + RosterWords.of(roster.hash()));
    lines.add("  number  " + roster.hash().hex());
    for (Organisation member : roster.members()) {
      lines.add("  " + member.name() + "  " + member.displayName());
      lines.add("          key " + key(member));
    }
    lines.add("  coordinator's key " + key(roster.coordinator()));
    lines.addAll(parameters(roster));
    return lines;
  }

  /** The words of an organisation's key, and its kind where that is not Ed25519 alone. */
  static String key(Organisation organisation) {
    String words = RosterWords.ofKey(organisation.signingKey());
    return organisation.kind() == SigningKind.ED25519
        ? words
        : words + " (" + organisation.kind().label() + ")";
  }

  private static List<String> parameters(RosterSnapshot roster) {
    RosterParameters parameters = roster.parameters();
    int members = roster.members().size();
    return List.of(
        "n = " + members + " organisations. From any sum, n - 1 of them together can compute the",
        "  last one's numbers by subtraction: that is arithmetic, and no protocol prevents it.",
        "c = "
            + parameters.colluding()
            + " of them are assumed to collude with the coordinator: a sum opens only with at"
            + " least",
        "  3 + c = " + roster.minimumContributors() + " contributing organisations.",
        "A member contributes from "
            + parameters.minimumRows()
            + " rows on; a study may cap a member's rows at most at "
            + parameters.maximumRows()
            + ".",
        "Organisations join by the signatures of " + parameters.growth().sentence() + ".");
  }
}
