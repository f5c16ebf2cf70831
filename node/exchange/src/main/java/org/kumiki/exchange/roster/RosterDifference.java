package org.kumiki.exchange.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One thing in which a successor roster differs from the pinned one, for the steward who is asked
 * to sign it. Nothing gets weaker without standing in this list.
 *
 * @param sentence for people, in words of the roster
 */
public record RosterDifference(Kind kind, String sentence) {
  /** What kind of change it is. */
  public enum Kind {
    JOINS,
    LEAVES,
    NEW_KEY,
    NEW_NAME,
    /** A parameter that protects less, or permits more, than before. */
    WEAKER,
    STRONGER
  }

  /** All differences: organisations by name, then the coordinator, then parameters. */
  public static List<RosterDifference> between(
      RosterSnapshot predecessor, RosterSnapshot successor) {
    List<RosterDifference> all = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    predecessor.members().forEach(member -> names.add(member.name()));
    successor.members().forEach(member -> names.add(member.name()));
    for (String name : names) {
      Optional<Organisation> before = predecessor.member(name);
      Optional<Organisation> after = successor.member(name);
      if (before.isEmpty()) {
        all.add(joins(after.orElseThrow()));
      } else if (after.isEmpty()) {
        all.add(new RosterDifference(Kind.LEAVES, name + " leaves"));
      } else {
        compare(before.get(), after.get(), all);
      }
    }
    compare(predecessor.coordinator(), successor.coordinator(), all);
    compare(predecessor.parameters(), successor.parameters(), all);
    return List.copyOf(all);
  }

  private static RosterDifference joins(Organisation newcomer) {
    return new RosterDifference(
        Kind.JOINS,
        newcomer.name()
            + " joins as \""
            + newcomer.displayName()
            + "\" with the key "
            + RosterText.key(newcomer));
  }

  private static void compare(
      Organisation before, Organisation after, List<RosterDifference> differences) {
    if (!before.signingKey().equals(after.signingKey())) {
      differences.add(
          new RosterDifference(
              Kind.NEW_KEY, before.name() + " has a new key: " + RosterText.key(after)));
    }
    if (!before.displayName().equals(after.displayName())) {
      differences.add(
          new RosterDifference(
              Kind.NEW_NAME,
              before.name()
                  + " is called \""
                  + after.displayName()
                  + "\" and no longer \""
                  + before.displayName()
                  + "\""));
    }
  }

  private static void compare(
      RosterParameters before, RosterParameters after, List<RosterDifference> differences) {
    compare(
        "colluding members assumed (a sum opens with 3 more)",
        before.colluding(),
        after.colluding(),
        differences);
    compare(
        "rows that a member must hold before it contributes",
        before.minimumRows(),
        after.minimumRows(),
        differences);
    // Here more is weaker: a study may then take more of a member's rows.
    if (before.maximumRows() != after.maximumRows()) {
      differences.add(
          parameter(
              after.maximumRows() > before.maximumRows(),
              "largest cap on a member's rows",
              before.maximumRows(),
              after.maximumRows()));
    }
    compareGrowth(before.growth(), after.growth(), differences);
    if (!before.rings().equals(after.rings())) {
      differences.add(
          parameter(
              !before.rings().containsAll(after.rings()),
              "rings that studies may use",
              before.rings(),
              after.rings()));
    }
  }

  private static void compareGrowth(
      Growth before, Growth after, List<RosterDifference> differences) {
    if (!before.equals(after)) {
      differences.add(
          parameter(
              after.isLooserThan(before),
              "organisations join by the signatures of",
              before.sentence(),
              after.sentence()));
    }
  }

  private static void compare(
      String what, int before, int after, List<RosterDifference> differences) {
    if (before != after) {
      differences.add(parameter(after < before, what, before, after));
    }
  }

  private static RosterDifference parameter(
      boolean weaker, String what, Object before, Object after) {
    return new RosterDifference(
        weaker ? Kind.WEAKER : Kind.STRONGER, what + ": " + before + " becomes " + after);
  }
}
