package org.kumiki.node.transfer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.transfer.Source;
import org.kumiki.learning.transfer.TransferChoice;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StudyRows;

/** Own rows as a personal model reads them: its features, then the target. Immutable. */
final class OwnRows {
  private final List<Feature> features;
  private final NumericTerm target;

  OwnRows(List<Feature> features, NumericTerm target) {
    this.features = List.copyOf(features);
    this.target = target;
    if (features.stream().anyMatch(feature -> feature.term().equals(target.term()))) {
      throw new TransferRefused("what is to be predicted cannot be learned from: leave it out");
    }
  }

  /**
   * The rows with a target, within the terms' domains, as a local step would use them.
   *
   * @throws TransferRefused if the dataset lacks a term, or has too many such rows
   */
  Batch read(DatasetVersion version, DatasetStore datasets) {
    List<Feature> needed = new ArrayList<>(features);
    needed.add(target);
    List<String> missing = StudyRows.missingTerms(needed, List.of(), version.columns());
    if (!missing.isEmpty()) {
      throw new TransferRefused("the dataset has no column for " + String.join(", ", missing));
    }
    List<Variable> variables = variables(needed);
    StudyRows reading = StudyRows.of(needed, List.of(), version.columns());
    List<double[]> rows = new ArrayList<>();
    datasets.forEachRow(
        version.id(),
        row ->
            reading
                .variables(row)
                .filter(values -> StudyRows.isUsed(values, variables, true))
                // One more than a model can take says that there are too many.
                .filter(values -> rows.size() <= TransferChoice.MAX_ROWS)
                .ifPresent(rows::add));
    return batch(rows, variables.size());
  }

  /** For each variable of other features the own column that holds it, or none. */
  List<Integer> columnsOf(List<Feature> others) {
    List<Integer> columns = new ArrayList<>();
    for (Feature other : others) {
      int at = place(other);
      for (int j = 0; j < other.variables().size(); j++) {
        columns.add(at < 0 ? Source.ABSENT : at + j);
      }
    }
    return columns;
  }

  /** One row of features, with an empty place for the target. */
  static Batch one(double[] features) {
    double[][] columns = new double[features.length + 1][];
    for (int j = 0; j < features.length; j++) {
      columns[j] = new double[] {features[j]};
    }
    columns[features.length] = new double[] {Double.NaN};
    return new Batch(1, columns);
  }

  private int place(Feature other) {
    int at = 0;
    for (Feature feature : features) {
      if (isSame(feature, other)) {
        return at;
      }
      at += feature.variables().size();
    }
    return -1;
  }

  /** In the same unit, or of the same descriptor; a domain may have been widened since. */
  private static boolean isSame(Feature one, Feature other) {
    if (one instanceof NumericTerm a && other instanceof NumericTerm b) {
      return a.term().equals(b.term()) && a.unit().equals(b.unit());
    }
    return one.equals(other);
  }

  private static List<Variable> variables(List<Feature> features) {
    Stream<Variable> all = features.stream().flatMap(feature -> feature.variables().stream());
    return Collections.unmodifiableList(all.toList());
  }

  private static Batch batch(List<double[]> rows, int width) {
    double[][] columns = new double[width][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < width; j++) {
        columns[j][i] = rows.get(i)[j];
      }
    }
    return new Batch(rows.size(), columns);
  }
}
