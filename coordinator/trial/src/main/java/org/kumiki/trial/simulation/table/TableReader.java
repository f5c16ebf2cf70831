package org.kumiki.trial.simulation.table;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.kumiki.learning.descriptor.PhysicsPrior;
import org.kumiki.node.ingest.CsvOptions;
import org.kumiki.node.ingest.CsvSource;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.trial.simulation.table.MemberGroups.TooFewMembersException;
import org.kumiki.trial.simulation.table.RowReader.UsedRow;

/**
 * Reads a file into a {@link Table}. A row without member, without a number as its target, or with
 * an unreadable composition is left out and counted. Stateless.
 */
public final class TableReader {
  private TableReader() {}

  /**
   * @throws CommandFailure if the file does not hold what the request names
   * @throws org.kumiki.node.ingest.CsvRefusal if it cannot be read safely
   */
  public static Table read(TableRequest request) throws IOException {
    return read(request, Optional.empty());
  }

  /**
   * As above, with the target as the prior leaves it.
   *
   * @throws CommandFailure also if the prior needs a composition and there is none
   */
  public static Table read(TableRequest request, Optional<PhysicsPrior> prior) throws IOException {
    if (prior.isPresent() && request.composition().isEmpty()) {
      throw CommandFailure.refused(
          "prior "
              + prior.get().code()
              + " follows from the composition, and no column is named as one",
          "name it with --composition");
    }
    CsvSource source = CsvSource.open(request.data(), CsvOptions.detect());
    ColumnPlan plan = ColumnPlan.of(request, source);
    RowReader reader = new RowReader(plan, source.headers(), request.testRows(), prior);
    requireDistinct(reader.featureNames(), source.headers().get(plan.target()));
    source.forEach(reader::read);
    return table(request, reader);
  }

  private static Table table(TableRequest request, RowReader reader) {
    List<Member> members = members(request, reader);
    List<UsedRow> used = reader.used();
    Map<String, Integer> memberOfValue = new HashMap<>();
    for (int m = 0; m < members.size(); m++) {
      for (String value : members.get(m).values()) {
        memberOfValue.put(value, m);
      }
    }
    int[] memberOf = used.stream().mapToInt(row -> memberOfValue.get(row.member())).toArray();
    long[] fileRow = used.stream().mapToLong(UsedRow::index).toArray();
    boolean[] test = test(request, used, memberOf, members.size());
    List<String> features = reader.featureNames();
    double[][] columns = columns(used, features.size());
    return new Table(
        members,
        features,
        reader.described(),
        used.stream().mapToDouble(UsedRow::expected).toArray(),
        columns,
        memberOf,
        test,
        fileRow,
        reader.account());
  }

  private static List<Member> members(TableRequest request, RowReader reader) {
    try {
      return MemberGroups.of(reader.rowsByMember(), request.members());
    } catch (TooFewMembersException e) {
      throw CommandFailure.refused(
          "column \"" + request.memberColumn() + "\": " + e.getMessage(),
          "name another --member-column or ask for other --members",
          e);
    }
  }

  private static double[][] columns(List<UsedRow> used, int features) {
    double[][] columns = new double[features + 1][used.size()];
    for (int i = 0; i < used.size(); i++) {
      for (int j = 0; j < features; j++) {
        columns[j][i] = used.get(i).features()[j];
      }
      columns[features][i] = used.get(i).target() - used.get(i).expected();
    }
    return columns;
  }

  private static boolean[] test(
      TableRequest request, List<UsedRow> used, int[] memberOf, int members) {
    boolean[] test = new boolean[used.size()];
    if (request.testRows() instanceof TestRows.Fraction fraction) {
      for (int m = 0; m < members; m++) {
        draw(fraction.fraction(), used, memberOf, m, test);
      }
      return test;
    }
    boolean any = false;
    for (int i = 0; i < test.length; i++) {
      test[i] = used.get(i).marked();
      any |= test[i];
    }
    if (!any) {
      throw CommandFailure.refused(
          "no row that can be used is marked as a test row", "name another --test-column=VALUE");
    }
    return test;
  }

  private static void draw(
      BigDecimal fraction, List<UsedRow> used, int[] memberOf, int member, boolean[] test) {
    int[] rows = IntStream.range(0, memberOf.length).filter(i -> memberOf[i] == member).toArray();
    int count =
        fraction
            .multiply(BigDecimal.valueOf(rows.length))
            .setScale(0, RoundingMode.FLOOR)
            .intValue();
    Arrays.stream(rows)
        .boxed()
        .sorted(Comparator.comparing(i -> used.get(i).splitKey()))
        .limit(count)
        .forEach(i -> test[i] = true);
  }

  private static void requireDistinct(List<String> features, String target) {
    Set<String> seen = new HashSet<>(Set.of(target));
    for (String feature : features) {
      if (!seen.add(feature)) {
        throw CommandFailure.refused(
            "two columns of the simulation are named \"" + feature + "\"",
            "leave one out with --exclude or rename it in the file");
      }
    }
  }
}
