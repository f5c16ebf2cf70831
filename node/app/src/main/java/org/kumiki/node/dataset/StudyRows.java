package org.kumiki.node.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.kumiki.exchange.study.Condition;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Prior;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.descriptor.AmountBasis;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.CompositionDescriptor;
import org.kumiki.learning.descriptor.CompositionParser;
import org.kumiki.learning.descriptor.Description;
import org.kumiki.learning.descriptor.Parsed;

/**
 * A study's variables read out of stored rows: terms become columns of numbers in the study's
 * order, compositions become descriptors. Rows outside the study's conditions, and rows with an
 * unreadable composition, are left out.
 *
 * <p>Not thread-safe: one reading a pass.
 */
public final class StudyRows {
  private static final int BATCH_ROWS = 1000;

  private final List<Reader> readers = new ArrayList<>();
  private final List<Range> conditions = new ArrayList<>();
  private final int width;
  private Optional<Part> part = Optional.empty();
  private long apart;
  private Optional<Expectation> expectation = Optional.empty();
  private long unreadable;
  private long imputed;

  private record Range(int place, double from, double to) {}

  /** What a study with a hold-out reads: the rows held out, or all others. */
  private record Part(
      HoldOut holdOut, boolean heldOut, List<Variable> variables, boolean lastIsTarget) {}

  /**
   * A prior, and whose composition it follows from.
   *
   * @param read whether the target is read, and stands last
   */
  private record Expectation(
      Prior prior, NumericTerm target, CompositionReader reader, boolean read) {}

  /** What became of one feature of a row. */
  private enum Reading {
    WHOLE,
    IMPUTED,
    UNREADABLE
  }

  /** Receives a batch as a study learns from it, and what its prior has taken off each target. */
  @FunctionalInterface
  public interface Learner {
    void accept(Batch batch, double[] expected);
  }

  /**
   * Receives a batch as it was measured and, for each composition term in the study's order, one
   * entry a row.
   */
  @FunctionalInterface
  public interface Observer {
    void accept(Batch batch, List<List<Composition>> compositions);
  }

  /** Reads one feature of a row into consecutive variables. */
  private interface Reader {
    Reading read(StoredRow row, double[] target, int at);

    int width();
  }

  private StudyRows(
      List<? extends Feature> read, List<Condition> within, List<StoredColumn> columns) {
    int total = 0;
    for (Feature feature : read) {
      Reader reader = reader(feature, columns);
      readers.add(reader);
      total += reader.width();
    }
    for (Condition condition : within) {
      StoredColumn column = column(condition.term(), columns).orElseThrow();
      conditions.add(new Range(column.place(), condition.from(), condition.to()));
    }
    this.width = total;
  }

  /**
   * The rows that a study asks: as {@link #forTraining}, and with a hold-out only those of the part
   * that it reads.
   *
   * @param holdOutKey by which this node draws what is held out
   */
  public static StudyRows ofStudy(Study study, List<StoredColumn> columns, byte[] holdOutKey) {
    return ofPart(study, columns, holdOutKey, study.readsHeldOut());
  }

  /** The rows that a study with a hold-out did not train on, though it might have. */
  public static StudyRows heldOut(Study study, List<StoredColumn> columns, byte[] holdOutKey) {
    return ofPart(study, columns, holdOutKey, true);
  }

  private static StudyRows ofPart(
      Study study, List<StoredColumn> columns, byte[] holdOutKey, boolean heldOut) {
    StudyRows rows = forTraining(study, columns);
    if (study.holdout() > 0) {
      HoldOut holdOut = new HoldOut(study.holdout(), holdOutKey, columns);
      // As they are measured: a prior is taken off later.
      List<Variable> variables =
          needed(study, true).stream().flatMap(feature -> feature.variables().stream()).toList();
      rows.part = Optional.of(new Part(holdOut, heldOut, variables, study.target().isPresent()));
    }
    return rows;
  }

  /** A reading of features and, where the study has one, its target; of all rows. */
  public static StudyRows forTraining(Study study, List<StoredColumn> columns) {
    return of(needed(study, true), study.conditions(), columns).expecting(study, true);
  }

  /** A reading of features alone, for rows whose target nobody knows. */
  public static StudyRows forPrediction(Study study, List<StoredColumn> columns) {
    return of(study.features(), study.conditions(), columns).expecting(study, false);
  }

  /** A reading of terms that no study asks for, such as two targets at once, in this order. */
  public static StudyRows of(
      List<? extends Feature> read, List<Condition> within, List<StoredColumn> columns) {
    return new StudyRows(read, within, columns);
  }

  private StudyRows expecting(Study study, boolean readsTarget) {
    expectation =
        study
            .prior()
            .map(
                prior ->
                    new Expectation(
                        prior,
                        study.target().orElseThrow(),
                        (CompositionReader)
                            readers.get(
                                study.features().stream()
                                    .map(Feature::term)
                                    .toList()
                                    .indexOf(prior.composition())),
                        readsTarget));
    return this;
  }

  /** What the study's prior expects of the row that was read last; 0 without one. */
  public double expected() {
    return expectation
        .map(one -> one.prior().expected(one.reader().last, one.target()))
        .orElse(0.0);
  }

  /**
   * A batch as the study learns from it: its targets, the last column, without what is expected. A
   * target outside its term's domain stays outside of what may be left.
   */
  public Batch left(Batch measured, List<List<Composition>> compositions) {
    if (expectation.isEmpty() || !expectation.get().read()) {
      return measured;
    }
    double[] expected = expected(compositions, measured.rows());
    NumericTerm target = expectation.get().target();
    double[][] columns = measured.columns().clone();
    double[] left = columns[width - 1].clone();
    for (int i = 0; i < left.length; i++) {
      boolean outside = left[i] < target.lower() || left[i] > target.upper();
      left[i] = outside ? Double.POSITIVE_INFINITY : left[i] - expected[i];
    }
    columns[width - 1] = left;
    return new Batch(measured.rows(), columns);
  }

  private double[] expected(List<List<Composition>> compositions, int rows) {
    double[] expected = new double[rows];
    expectation.ifPresent(
        one -> {
          List<Composition> materials =
              compositions.get(compositionReaders().indexOf(one.reader()));
          Arrays.setAll(expected, i -> one.prior().expected(materials.get(i), one.target()));
        });
    return expected;
  }

  /** Terms that the study needs and the columns do not have; empty if it can run. */
  public static List<String> missingTerms(
      Study study, List<StoredColumn> columns, boolean withTarget) {
    return missingTerms(needed(study, withTarget), study.conditions(), columns);
  }

  private static List<Feature> needed(Study study, boolean withTarget) {
    List<Feature> needed = new ArrayList<>(study.features());
    if (withTarget) {
      study.target().ifPresent(needed::add);
    }
    return needed;
  }

  /** Terms that {@link #of} would read and the columns do not have. */
  public static List<String> missingTerms(
      List<? extends Feature> read, List<Condition> within, List<StoredColumn> columns) {
    List<Feature> needed = new ArrayList<>(read);
    within.stream().map(Condition::term).forEach(needed::add);
    return needed.stream()
        .filter(feature -> column(feature, columns).isEmpty())
        .map(Feature::term)
        .toList();
  }

  /** The variables of one row, or nothing if it is left out. */
  public Optional<double[]> variables(StoredRow row) {
    for (Range range : conditions) {
      double value = row.numbers()[range.place()];
      if (!(value >= range.from() && value <= range.to())) {
        return Optional.empty();
      }
    }
    double[] values = new double[width];
    int at = 0;
    boolean partly = false;
    for (Reader reader : readers) {
      Reading reading = reader.read(row, values, at);
      if (reading == Reading.UNREADABLE) {
        unreadable++;
        return Optional.empty();
      }
      partly |= reading == Reading.IMPUTED;
      at += reader.width();
    }
    if (part.isPresent() && part.get().holdOut().holdsOut(row) != part.get().heldOut()) {
      apart += isUsed(values, part.get().variables(), part.get().lastIsTarget()) ? 1 : 0;
      return Optional.empty();
    }
    imputed += partly ? 1 : 0;
    return Optional.of(values);
  }

  /**
   * Whether a local step uses a row: every value that is there within its variable's domain, and a
   * target.
   *
   * @param lastIsTarget whether the last variable is one
   */
  public static boolean isUsed(double[] values, List<Variable> variables, boolean lastIsTarget) {
    for (int j = 0; j < values.length; j++) {
      boolean missing = Double.isNaN(values[j]);
      boolean target = lastIsTarget && j == values.length - 1;
      if (missing ? target : !variables.get(j).contains(values[j])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Collects rows into columnar batches as a study learns from them; {@link Batches#flush()} gives
   * the last one.
   */
  public Batches batches(Consumer<Batch> action) {
    return batches((batch, compositions) -> action.accept(left(batch, compositions)));
  }

  /** As {@link #batches(Consumer)}, with what was taken off. */
  public Batches learned(Learner action) {
    return batches(
        (batch, compositions) ->
            action.accept(left(batch, compositions), expected(compositions, batch.rows())));
  }

  /** Batches as they were measured, with the compositions that their numbers were made of. */
  public Batches batches(Observer action) {
    return new Batches(action);
  }

  /** Rows in which an elemental value was missing and counted as the mean over elements. */
  public long imputed() {
    return imputed;
  }

  /** Rows that could take part and belong to the other part; 0 without a hold-out. */
  public long apart() {
    return apart;
  }

  /** Rows left out because their composition could not be read. */
  public long unreadable() {
    return unreadable;
  }

  /** Rows on their way into batches. */
  public final class Batches {
    private final Observer action;
    private final double[][] columns = new double[width][BATCH_ROWS];
    private final List<CompositionReader> composed = compositionReaders();
    private List<List<Composition>> compositions = empty();
    private int count;

    private Batches(Observer action) {
      this.action = action;
    }

    private List<List<Composition>> empty() {
      return composed.stream().<List<Composition>>map(reader -> new ArrayList<>()).toList();
    }

    public void add(StoredRow row) {
      variables(row).ifPresent(this::append);
    }

    public void flush() {
      if (count > 0) {
        double[][] full = new double[width][];
        for (int j = 0; j < width; j++) {
          full[j] = Arrays.copyOf(columns[j], count);
        }
        action.accept(new Batch(count, full), compositions);
        compositions = empty();
        count = 0;
      }
    }

    private void append(double[] values) {
      for (int j = 0; j < width; j++) {
        columns[j][count] = values[j];
      }
      for (int k = 0; k < composed.size(); k++) {
        compositions.get(k).add(composed.get(k).last);
      }
      count++;
      if (count == BATCH_ROWS) {
        flush();
      }
    }
  }

  private List<CompositionReader> compositionReaders() {
    return readers.stream()
        .filter(CompositionReader.class::isInstance)
        .map(CompositionReader.class::cast)
        .toList();
  }

  private static Reader reader(Feature feature, List<StoredColumn> columns) {
    StoredColumn column = column(feature, columns).orElseThrow();
    if (feature instanceof Feature.CompositionTerm composition) {
      return new CompositionReader(
          CompositionDescriptor.byId(composition.descriptor()).orElseThrow(),
          column.place(),
          "mass".equals(column.basis()) ? AmountBasis.MASS : AmountBasis.ATOMIC);
    }
    return new NumberReader(column.place());
  }

  /** A number is never read out of a column of words, nor a formula out of a number. */
  private static Optional<StoredColumn> column(Feature feature, List<StoredColumn> columns) {
    boolean number = feature instanceof Feature.NumericTerm;
    return columns.stream()
        .filter(column -> column.term().equals(feature.term()) && column.measured() == number)
        .filter(
            column -> !(feature instanceof Feature.NumericTerm term) || column.isIn(term.unit()))
        .findFirst();
  }

  private record NumberReader(int place) implements Reader {
    @Override
    public Reading read(StoredRow row, double[] target, int at) {
      target[at] = row.numbers()[place];
      return Reading.WHOLE;
    }

    @Override
    public int width() {
      return 1;
    }
  }

  /** Remembers the composition that it read last. */
  private static final class CompositionReader implements Reader {
    private final CompositionDescriptor descriptor;
    private final int place;
    private final AmountBasis basis;
    private Composition last;

    CompositionReader(CompositionDescriptor descriptor, int place, AmountBasis basis) {
      this.descriptor = descriptor;
      this.place = place;
      this.basis = basis;
    }

    @Override
    public Reading read(StoredRow row, double[] target, int at) {
      Parsed parsed = CompositionParser.parse(row.texts().get(place), basis);
      if (!(parsed instanceof Composition composition)) {
        return Reading.UNREADABLE;
      }
      last = composition;
      Description description = descriptor.describe(composition);
      double[] values = description.values();
      System.arraycopy(values, 0, target, at, values.length);
      return description.missing().isEmpty() ? Reading.WHOLE : Reading.IMPUTED;
    }

    @Override
    public int width() {
      return descriptor.names().size();
    }
  }
}
