package org.kumiki.coordinator.membership;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import org.kumiki.exchange.roster.Growth;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;

/**
 * The fields of the form for the next roster: {@code add.<organisation>}, {@code
 * remove.<organisation>} and {@code key.<organisation>} are boxes, the parameters are empty where
 * nothing changes.
 */
final class RosterForm {
  private RosterForm() {}

  /**
   * The draft that the fields make.
   *
   * @throws ProblemException if a number is none
   */
  static RosterDraft draft(Map<String, String> fields) {
    return new RosterDraft(
        ticked(fields, "add."),
        ticked(fields, "remove."),
        ticked(fields, "key."),
        new RosterDraft.ParameterChanges(
            integer(fields, "colluding"),
            integer(fields, "minimumRows"),
            number(fields, "maximumRows"),
            null,
            growth(fields.getOrDefault("growth", "").strip(), integer(fields, "coolingOffDays"))));
  }

  /**
   * The constitution that somebody names.
   *
   * @param named {@code unanimous}, {@code two-thirds}, or null or empty where nothing changes
   * @param coolingOffDays with {@code two-thirds} alone; else null
   * @throws ProblemException if it is none of these
   */
  static @Nullable Growth growth(@Nullable String named, @Nullable Integer coolingOffDays) {
    boolean kept = named == null || named.isEmpty();
    boolean twoThirds = "two-thirds".equals(named);
    try {
      if (!kept && !twoThirds && !named.equals("unanimous")) {
        throw new WireFormatException("growth is unanimous or two-thirds, not " + named);
      }
      if (twoThirds != (coolingOffDays != null)) {
        throw new WireFormatException("growth by two-thirds, and no other, has a cooling-off time");
      }
      if (kept) {
        return null;
      }
      return twoThirds ? new Growth.TwoThirds(coolingOffDays) : new Growth.Unanimous();
    } catch (WireFormatException e) {
      throw new ProblemException(MembershipProblem.GROWTH_REFUSED, e.getMessage());
    }
  }

  private static List<String> ticked(Map<String, String> fields, String prefix) {
    return fields.keySet().stream()
        .filter(field -> field.startsWith(prefix))
        .map(field -> field.substring(prefix.length()))
        .sorted()
        .toList();
  }

  private static Integer integer(Map<String, String> fields, String name) {
    Long number = number(fields, name);
    return number == null ? null : Integer.valueOf(Math.toIntExact(number));
  }

  private static Long number(Map<String, String> fields, String name) {
    String typed = fields.getOrDefault(name, "").strip();
    if (typed.isEmpty()) {
      return null;
    }
    int most = name.equals("maximumRows") ? 10 : 9;
    if (!typed.matches("[0-9]{1," + most + "}")) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST, "The parameters of a roster are whole numbers");
    }
    return Long.valueOf(typed);
  }
}
