package org.kumiki.exchange.roster;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One thing in which a successor roster differs from the pinned one, for the steward who is asked
 * to sign it. Nothing gets weaker without standing in this list.
 *
 * @param kind what it means for the members
 * @param topic what it is about
 * @param values what {@link Topic} says, in words of the roster
 */
public record RosterDifference(Kind kind, Topic topic, List<String> values) {
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

  /** What changes; each with its values in order, and its sentence in English. */
  public enum Topic {
    /** Identifier, name for people, words of the key. */
    JOINS("{0} joins as \"{1}\" with the key {2}"),
    /** Identifier. */
    LEAVES("{0} leaves"),
    /** Identifier, words of the new key. */
    NEW_KEY("{0} has a new key: {1}"),
    /** Identifier, new name for people, old one. */
    NEW_NAME("{0} is called \"{1}\" and no longer \"{2}\""),
    /** Before, after; of the others too. */
    COLLUDING("colluding members assumed (a sum opens with 3 more): {0} becomes {1}"),
    MINIMUM_ROWS("rows that a member must hold before it contributes: {0} becomes {1}"),
    MAXIMUM_ROWS("largest cap on a member''s rows: {0} becomes {1}"),
    RINGS("rings that studies may use: {0} becomes {1}"),
    /** Days. */
    GROWTH_BY_TWO_THIRDS(
        "two thirds and every newcomer, after {0} days, let organisations join, and no longer all"),
    /** Days before, days after. */
    GROWTH_TIME(
        "days before two thirds and every newcomer let organisations join: {0} becomes {1}"),
    GROWTH_BY_ALL("all let organisations join, and no longer two thirds");

    private final String sentence;

    Topic(String sentence) {
      this.sentence = sentence;
    }
  }

  public RosterDifference {
    values = List.copyOf(values);
  }

  /** For people, in English. */
  public String sentence() {
    return new MessageFormat(topic.sentence, Locale.ROOT).format(values.toArray());
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
        all.add(new RosterDifference(Kind.LEAVES, Topic.LEAVES, List.of(name)));
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
        Topic.JOINS,
        List.of(newcomer.name(), newcomer.displayName(), RosterText.key(newcomer)));
  }

  private static void compare(
      Organisation before, Organisation after, List<RosterDifference> differences) {
    if (!before.signingKey().equals(after.signingKey())) {
      differences.add(
          new RosterDifference(
              Kind.NEW_KEY, Topic.NEW_KEY, List.of(before.name(), RosterText.key(after))));
    }
    if (!before.displayName().equals(after.displayName())) {
      differences.add(
          new RosterDifference(
              Kind.NEW_NAME,
              Topic.NEW_NAME,
              List.of(before.name(), after.displayName(), before.displayName())));
    }
  }

  private static void compare(
      RosterParameters before, RosterParameters after, List<RosterDifference> differences) {
    compare(Topic.COLLUDING, before.colluding(), after.colluding(), differences);
    compare(Topic.MINIMUM_ROWS, before.minimumRows(), after.minimumRows(), differences);
    // Here more is weaker: a study may then take more of a member's rows.
    if (before.maximumRows() != after.maximumRows()) {
      differences.add(
          parameter(
              after.maximumRows() > before.maximumRows(),
              Topic.MAXIMUM_ROWS,
              before.maximumRows(),
              after.maximumRows()));
    }
    compareGrowth(before.growth(), after.growth(), differences);
    if (!before.rings().equals(after.rings())) {
      differences.add(
          parameter(
              !before.rings().containsAll(after.rings()),
              Topic.RINGS,
              before.rings(),
              after.rings()));
    }
  }

  private static void compareGrowth(
      Growth before, Growth after, List<RosterDifference> differences) {
    if (before.equals(after)) {
      return;
    }
    Kind kind = after.isLooserThan(before) ? Kind.WEAKER : Kind.STRONGER;
    if (!(after instanceof Growth.TwoThirds now)) {
      differences.add(new RosterDifference(kind, Topic.GROWTH_BY_ALL, List.of()));
      return;
    }
    String days = String.valueOf(now.coolingOffDays());
    differences.add(
        before instanceof Growth.TwoThirds then
            ? new RosterDifference(
                kind, Topic.GROWTH_TIME, List.of(String.valueOf(then.coolingOffDays()), days))
            : new RosterDifference(kind, Topic.GROWTH_BY_TWO_THIRDS, List.of(days)));
  }

  private static void compare(
      Topic topic, int before, int after, List<RosterDifference> differences) {
    if (before != after) {
      differences.add(parameter(after < before, topic, before, after));
    }
  }

  private static RosterDifference parameter(
      boolean weaker, Topic topic, Object before, Object after) {
    return new RosterDifference(
        weaker ? Kind.WEAKER : Kind.STRONGER,
        topic,
        List.of(String.valueOf(before), String.valueOf(after)));
  }
}
