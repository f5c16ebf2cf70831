package org.kumiki.exchange.roster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a successor that only adds organisations has come by two thirds. Counts those of the
 * predecessor alone: newcomers must all have signed, and help nobody over the threshold.
 *
 * @param needed signatures of the predecessor's organisations without which it never comes in: two
 *     thirds of them, rounded up
 * @param members how many the predecessor lists
 * @param signed those of them that have signed, ascending
 * @param newcomersAwaited newcomers that have not, ascending
 * @param coolingOff how long a node must have known the successor
 */
public record GrowthTally(
    int needed,
    int members,
    List<String> signed,
    List<String> newcomersAwaited,
    Duration coolingOff) {

  /**
   * The tally; empty where the predecessor's constitution asks for all, or the successor does
   * anything else than add organisations.
   */
  public static Optional<GrowthTally> of(RosterSnapshot predecessor, SignedRoster successor) {
    if (!(predecessor.parameters().growth() instanceof Growth.TwoThirds rule)
        || !onlyAdds(predecessor, successor.roster())) {
      return Optional.empty();
    }
    List<String> signed =
        predecessor.members().stream()
            .map(Organisation::name)
            .filter(successor::hasSigned)
            .toList();
    List<String> awaited =
        successor.roster().members().stream()
            .map(Organisation::name)
            .filter(name -> predecessor.member(name).isEmpty())
            .filter(name -> !successor.hasSigned(name))
            .toList();
    int members = predecessor.members().size();
    return Optional.of(
        new GrowthTally(
            needed(members), members, signed, awaited, Duration.ofDays(rule.coolingOffDays())));
  }

  /** Two thirds, rounded up. */
  static int needed(int members) {
    return (2 * members + 2) / 3;
  }

  /**
   * Every organisation and the coordinator as before, and some more. Of the parameters one may
   * move, and only as far as it must: more members assume a colluder.
   */
  private static boolean onlyAdds(RosterSnapshot before, RosterSnapshot after) {
    return after.protocol() == before.protocol()
        && after.coordinator().equals(before.coordinator())
        && before.members().stream().allMatch(member -> after.members().contains(member))
        && after.members().size() > before.members().size()
        && after.parameters().equals(before.parameters().forSize(after.members().size()));
  }

  /** True if the signatures are enough; whether the time has passed is another question. */
  public boolean isReached() {
    return signed.size() >= needed && newcomersAwaited.isEmpty();
  }

  /** For people: what is enough, and what of it is there. */
  public String sentence() {
    StringBuilder text = new StringBuilder("of the ");
    text.append(members).append(" organisations in force ").append(needed).append(" are enough, ");
    text.append(signed.size()).append(signed.size() == 1 ? " has signed" : " have signed");
    if (!newcomersAwaited.isEmpty()) {
      text.append("; every newcomer must sign, awaited: ");
      text.append(String.join(", ", newcomersAwaited));
    }
    return text.toString();
  }
}
