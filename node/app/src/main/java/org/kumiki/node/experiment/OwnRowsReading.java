package org.kumiki.node.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.Variable;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StoredRow;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.participation.StudyStore;

/** Own rows of a dataset as a campaign reads them. Stateless but for the store. */
final class OwnRowsReading {
  /** Each costs the square of the random features, at every suggestion. */
  static final int MAX_ROWS = 10_000;

  private final DatasetStore datasets;
  private final Supplier<byte[]> holdOutKey;

  /**
   * @param holdOutKey by which this node draws what trains nothing
   */
  OwnRowsReading(DatasetStore datasets, Supplier<byte[]> holdOutKey) {
    this.datasets = datasets;
    this.holdOutKey = holdOutKey;
  }

  /**
   * One own row.
   *
   * @param label for people: where it stands
   * @param features NaN where one is missing
   * @param results one for each objective, NaN where one was not measured or cannot be
   * @param trained whether the campaign's models learn from it; what a study holds out serves to
   *     test its model, and is only known to have been measured
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record OwnRow(String label, double[] features, double[] results, boolean trained) {}

  /**
   * The rows that have a result, within the terms' domains and the studies' conditions.
   *
   * @throws CampaignRefused if the dataset lacks a term, or has too many rows
   */
  List<OwnRow> read(DatasetVersion version, Question question) {
    List<Feature> needed = new ArrayList<>(question.features());
    needed.addAll(question.targets());
    List<String> missing = StudyRows.missingTerms(needed, question.conditions(), version.columns());
    if (!missing.isEmpty()) {
      throw new CampaignRefused(
          "dataset "
              + version.dataset()
              + " has no column for "
              + String.join(", ", missing)
              + ": name another, or load it anew");
    }
    int width = question.features().stream().mapToInt(f -> f.variables().size()).sum();
    List<Variable> variables =
        needed.stream().flatMap(feature -> feature.variables().stream()).toList();
    StudyRows reading = StudyRows.of(needed, question.conditions(), version.columns());
    Predicate<StoredRow> trained = trained(version, question);
    List<OwnRow> rows = new ArrayList<>();
    datasets.forEachRow(
        version.id(),
        row ->
            reading
                .variables(row)
                .flatMap(values -> within(values, variables, width))
                .map(values -> split(label(version, row), values, width, trained.test(row)))
                .filter(OwnRowsReading::isMeasured)
                .ifPresent(own -> keep(own, rows, version)));
    return rows;
  }

  private static String label(DatasetVersion version, StoredRow row) {
    return version.dataset() + " " + row.line();
  }

  /**
   * Whether a row is in the sums of all studies whose models the campaign asks, by the reading of
   * their own local steps. A model of own rows alone has no study, and nothing is held out of it.
   */
  private Predicate<StoredRow> trained(DatasetVersion version, Question question) {
    List<Study> studies = question.entries().stream().map(StudyStore.Entry::study).toList();
    List<Predicate<StoredRow>> each =
        studies.stream().map(study -> trained(version, study)).toList();
    return row -> each.stream().allMatch(one -> one.test(row));
  }

  private Predicate<StoredRow> trained(DatasetVersion version, Study study) {
    StudyRows reading = StudyRows.ofStudy(study, version.columns(), holdOutKey.get());
    List<Variable> variables =
        Stream.concat(study.features().stream(), study.target().stream())
            .flatMap(feature -> feature.variables().stream())
            .toList();
    return row ->
        reading
            .variables(row)
            .filter(values -> StudyRows.isUsed(values, variables, true))
            .isPresent();
  }

  private static void keep(OwnRow own, List<OwnRow> rows, DatasetVersion version) {
    if (rows.size() == MAX_ROWS) {
      throw new CampaignRefused(
          "dataset "
              + version.dataset()
              + " has more than "
              + MAX_ROWS
              + " rows with a result, and a campaign learns from each: use one with fewer");
    }
    rows.add(own);
  }

  /** As a local step reads them: a row with a feature outside its domain is not there. */
  private static Optional<double[]> within(double[] values, List<Variable> variables, int width) {
    for (int j = 0; j < values.length; j++) {
      if (!Double.isNaN(values[j]) && !variables.get(j).contains(values[j])) {
        if (j < width) {
          return Optional.empty();
        }
        values[j] = Double.NaN;
      }
    }
    return Optional.of(values);
  }

  private static boolean isMeasured(OwnRow row) {
    for (double result : row.results()) {
      if (Double.isFinite(result)) {
        return true;
      }
    }
    return false;
  }

  private static OwnRow split(String label, double[] values, int width, boolean trained) {
    double[] features = Arrays.copyOf(values, width);
    double[] results = Arrays.copyOfRange(values, width, values.length);
    return new OwnRow(label, features, results, trained);
  }
}
