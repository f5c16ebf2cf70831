package org.kumiki.node.transfer;

import java.util.List;
import java.util.Optional;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Variable;
import org.kumiki.node.dataset.MappedFile;
import org.kumiki.node.dataset.StoredRow;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * A personal model's predictions as a table: {@code row} counts data rows from 0, {@code line} is
 * the line of the file, {@code note} says what the prediction cannot rest on, {@code deviation} is
 * the standard deviation of a measurement about it, in the same unit. One use.
 */
final class PersonalPredictions {
  private final PersonalModel model;
  private final PersonalModels.Fitted fitted;
  private final String unit;
  private final List<Variable> variables;
  private final StringBuilder text = new StringBuilder("row,line,prediction,unit,note,deviation\n");

  PersonalPredictions(PersonalModel model, PersonalModels.Fitted fitted) {
    this.model = model;
    this.fitted = fitted;
    String symbol = UnitConverter.shipped().symbol(model.target().unit());
    this.unit = symbol.equals("-") ? "" : symbol;
    this.variables =
        model.features().stream().flatMap(feature -> feature.variables().stream()).toList();
  }

  /**
   * @throws TransferRefused if the file lacks a term
   */
  String of(MappedFile file) throws java.io.IOException {
    List<String> missing = StudyRows.missingTerms(model.features(), List.of(), file.columns());
    if (!missing.isEmpty()) {
      throw new TransferRefused("the file has no column for " + String.join(", ", missing));
    }
    StudyRows rows = StudyRows.of(model.features(), List.of(), file.columns());
    file.forEach(row -> add(row, rows.variables(row)));
    return text.toString();
  }

  private void add(StoredRow row, Optional<double[]> features) {
    text.append(row.index()).append(',').append(row.line()).append(',');
    if (features.isEmpty()) {
      text.append(",,unreadable composition,\n");
      return;
    }
    Batch one = OwnRows.one(features.get());
    text.append(fitted.model().predict(one)[0]).append(',').append(unit).append(',');
    text.append(note(features.get())).append(',');
    text.append(fitted.model().deviations(one)[0]).append('\n');
  }

  private String note(double[] features) {
    int missing = 0;
    int outside = 0;
    for (int j = 0; j < features.length; j++) {
      missing += Double.isNaN(features[j]) ? 1 : 0;
      boolean known = !Double.isNaN(features[j]);
      outside += known && !variables.get(j).contains(features[j]) ? 1 : 0;
    }
    String first = missing > 0 ? missing + " missing counted as the mean" : "";
    String second = outside > 0 ? outside + " outside the term's domain" : "";
    return first + (missing > 0 && outside > 0 ? "; " : "") + second;
  }
}
