package org.kumiki.trial.simulation.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Makes members of the values of a column: one each, or, for a column of many small values, a given
 * number of groups by descending row count, each value to the smallest group so far.
 *
 * <p>Ties go by the order of the values (as numbers if all of them are, else as text) and to the
 * first of equally small groups, so that the order of rows changes nothing.
 */
public final class MemberGroups {
  /** Below three a sum is a rival's number. */
  public static final int MINIMUM_MEMBERS = 3;

  private MemberGroups() {}

  /**
   * @param rowsByValue how many rows of the file hold each value
   * @param groups how many members to make; each value is its own where empty
   * @return the members in order
   * @throws TooFewMembersException if that makes fewer than three, or groups without a value
   */
  public static List<Member> of(Map<String, Long> rowsByValue, OptionalInt groups) {
    int members = groups.orElse(rowsByValue.size());
    if (members < MINIMUM_MEMBERS) {
      throw new TooFewMembersException(
          members + " members are too few: a sum over fewer than three is a rival's own number");
    }
    if (members > rowsByValue.size()) {
      throw new TooFewMembersException(
          rowsByValue.size() + " values do not make " + members + " members");
    }
    Comparator<String> order = order(rowsByValue.keySet());
    if (groups.isEmpty()) {
      return rowsByValue.keySet().stream()
          .sorted(order)
          .map(value -> new Member(value, List.of(value)))
          .toList();
    }
    return grouped(rowsByValue, groups.getAsInt(), order);
  }

  private static List<Member> grouped(
      Map<String, Long> rowsByValue, int groups, Comparator<String> order) {
    long[] rows = new long[groups];
    List<List<String>> values = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      values.add(new ArrayList<>());
    }
    rowsByValue.keySet().stream()
        .sorted(
            Comparator.comparing((String value) -> -rowsByValue.get(value)).thenComparing(order))
        .forEachOrdered(
            value -> {
              int smallest = smallest(rows);
              rows[smallest] += rowsByValue.get(value);
              values.get(smallest).add(value);
            });
    List<Member> members = new ArrayList<>();
    for (List<String> held : values) {
      members.add(new Member("member-" + (members.size() + 1), held));
    }
    return members;
  }

  private static int smallest(long[] rows) {
    int smallest = 0;
    for (int g = 1; g < rows.length; g++) {
      if (rows[g] < rows[smallest]) {
        smallest = g;
      }
    }
    return smallest;
  }

  private static Comparator<String> order(Collection<String> values) {
    return values.stream().allMatch(MemberGroups::isNumber)
        ? Comparator.comparingDouble((String value) -> Double.parseDouble(value))
            .thenComparing(Comparator.naturalOrder())
        : Comparator.naturalOrder();
  }

  private static boolean isNumber(String value) {
    try {
      return Double.isFinite(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Fewer members than a secure sum, or than the request, needs; the message says which. */
  public static final class TooFewMembersException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TooFewMembersException(String message) {
      super(message);
    }
  }
}
