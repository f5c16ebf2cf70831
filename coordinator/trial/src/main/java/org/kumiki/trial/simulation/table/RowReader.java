package org.kumiki.trial.simulation.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.CompositionParser;
import org.kumiki.learning.descriptor.Description;
import org.kumiki.learning.descriptor.MagpieDescriptor;
import org.kumiki.learning.descriptor.Parsed;
import org.kumiki.learning.descriptor.PhysicsPrior;
import org.kumiki.learning.descriptor.Unreadable;
import org.kumiki.node.ingest.Cell;
import org.kumiki.node.ingest.Row;

/**
 * Turns the rows of a file into numbers and counts what it cannot turn. For one thread and one pass
 * over one file.
 */
final class RowReader {
  static final String NO_MEMBER = "no-member";
  static final String NO_TARGET = "no-target";

  /**
   * A row that is used.
   *
   * @param member its value of the member column
   * @param marked whether a column marks it as a test row
   * @param splitKey see {@link SplitKey}
   * @param expected what the prior says of the target
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
  record UsedRow(
      long index,
      String member,
      boolean marked,
      long splitKey,
      double target,
      double expected,
      double[] features) {}

  private final ColumnPlan plan;
  private final List<String> headers;
  private final long seed;
  private final Optional<PhysicsPrior> prior;
  private final List<UsedRow> used = new ArrayList<>();
  private final Map<String, Long> rowsByMember = new HashMap<>();
  private final TreeMap<String, Long> leftOut = new TreeMap<>();
  private final TreeMap<String, Long> missing = new TreeMap<>();
  private final TreeMap<String, Long> notNumbers = new TreeMap<>();
  private final TreeMap<String, Long> missingElementValues = new TreeMap<>();

  RowReader(
      ColumnPlan plan, List<String> headers, TestRows testRows, Optional<PhysicsPrior> prior) {
    this.prior = prior;
    this.plan = plan;
    this.headers = headers;
    this.seed = testRows instanceof TestRows.Fraction fraction ? fraction.seed() : 0;
  }

  void read(Row row) {
    if (row.cell(plan.member()) instanceof Cell.Missing) {
      count(leftOut, NO_MEMBER);
      return;
    }
    String member = row.text(plan.member()).strip();
    rowsByMember.merge(member, 1L, Long::sum);
    Cell target = row.cell(plan.target());
    if (!(target instanceof Cell.Number number) || isTooLarge(number.value())) {
      count(leftOut, targetProblem(target));
      return;
    }
    Optional<Parsed> composition = composition(row);
    if (composition.isPresent() && composition.get() instanceof Unreadable unreadable) {
      count(leftOut, "composition-" + code(unreadable.code()));
      return;
    }
    double[] features = features(row, composition.map(parsed -> (Composition) parsed));
    boolean marked = plan.test().isPresent() && plan.test().get().marks(row);
    long key = SplitKey.of(seed, row.texts());
    double expected =
        composition
            .flatMap(parsed -> prior.map(law -> law.expected((Composition) parsed)))
            .orElse(0.0);
    used.add(new UsedRow(row.index(), member, marked, key, number.value(), expected, features));
  }

  List<UsedRow> used() {
    return used;
  }

  /** Rows of the file by value of the member column, whether used or left out. */
  Map<String, Long> rowsByMember() {
    return rowsByMember;
  }

  RowAccount account() {
    return new RowAccount(leftOut, missing, notNumbers, missingElementValues);
  }

  /** How many of the features, the last ones, describe the composition. */
  int described() {
    return plan.composition().isPresent() ? MagpieDescriptor.withMeans().names().size() : 0;
  }

  /** The names of the features, in their order. */
  List<String> featureNames() {
    List<String> names = new ArrayList<>();
    plan.numeric().forEach(column -> names.add(headers.get(column)));
    if (plan.composition().isPresent()) {
      names.addAll(MagpieDescriptor.withMeans().names());
    }
    return names;
  }

  private static String targetProblem(Cell target) {
    if (target instanceof Cell.Missing) {
      return NO_TARGET;
    }
    if (target instanceof Cell.Censored) {
      return "target-censored";
    }
    return target instanceof Cell.Number ? "target-too-large" : "target-not-a-number";
  }

  private Optional<Parsed> composition(Row row) {
    if (plan.composition().isEmpty()) {
      return Optional.empty();
    }
    int column = plan.composition().getAsInt();
    // A cell of a missing mark is no formula, though NaN could be read as Na and N.
    boolean reported = !(row.cell(column) instanceof Cell.Missing);
    return Optional.of(CompositionParser.parse(reported ? row.text(column) : ""));
  }

  private double[] features(Row row, Optional<Composition> composition) {
    double[] described = composition.map(this::described).orElseGet(() -> new double[0]);
    double[] features = new double[plan.numeric().size() + described.length];
    for (int i = 0; i < plan.numeric().size(); i++) {
      features[i] = number(row, plan.numeric().get(i));
    }
    System.arraycopy(described, 0, features, plan.numeric().size(), described.length);
    return features;
  }

  private double number(Row row, int column) {
    Cell cell = row.cell(column);
    if (cell instanceof Cell.Number number && !isTooLarge(number.value())) {
      return number.value();
    }
    count(cell instanceof Cell.Missing ? missing : notNumbers, headers.get(column));
    return Double.NaN;
  }

  private double[] described(Composition composition) {
    Description description = MagpieDescriptor.withMeans().describe(composition);
    description
        .missing()
        .forEach(
            value ->
                count(
                    missingElementValues,
                    value.element().name() + " " + value.property().magpieName()));
    return description.values();
  }

  private static boolean isTooLarge(double value) {
    return Math.abs(value) > Variable.MAX_MAGNITUDE;
  }

  private static String code(Enum<?> problem) {
    return problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void count(Map<String, Long> counts, String key) {
    counts.merge(key, 1L, Long::sum);
  }
}
