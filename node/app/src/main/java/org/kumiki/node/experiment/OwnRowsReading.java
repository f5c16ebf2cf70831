package org.kumiki.node.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.study.Feature;
import org.kumiki.learning.computation.Variable;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StudyRows;

/** Own rows of a dataset as a campaign reads them. Stateless but for the store. */
final class OwnRowsReading {
  /** Each costs the square of the random features, at every suggestion. */
  static final int MAX_ROWS = 10_000;

  private final DatasetStore datasets;

  OwnRowsReading(DatasetStore datasets) {
    this.datasets = datasets;
  }

  /**
   * One own row.
   *
   * @param label for people: where it stands
   * @param features NaN where one is missing
   * @param results one for each objective, NaN where one was not measured or cannot be
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record OwnRow(String label, double[] features, double[] results) {}

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
    List<OwnRow> rows = new ArrayList<>();
    datasets.forEachRow(
        version.id(),
        row ->
            reading
                .variables(row)
                .flatMap(values -> within(values, variables, width))
                .map(values -> split(version.dataset() + " " + row.line(), values, width))
                .filter(OwnRowsReading::isMeasured)
                .ifPresent(own -> keep(own, rows, version)));
    return rows;
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

  private static OwnRow split(String label, double[] values, int width) {
    double[] features = Arrays.copyOf(values, width);
    double[] results = Arrays.copyOfRange(values, width, values.length);
    return new OwnRow(label, features, results);
  }
}
