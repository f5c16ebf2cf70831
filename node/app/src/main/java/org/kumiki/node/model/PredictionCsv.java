package org.kumiki.node.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.validation.Applicability;
import org.kumiki.node.dataset.StoredRow;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * Predictions as a table that says what each of them cannot rest on: features that are missing and
 * count as the mean, and features outside their term's domain, where no model has seen anything.
 * Then follow whether the row is like what the model has seen, and why ({@link Applicability}), and
 * before it the standard deviation of a measurement about the prediction, in the same unit; empty
 * if the model does not say how sure it is.
 */
final class PredictionCsv {
  private final RegressionModel model;
  private final List<Variable> variables;
  private final Predictor predictor;
  private final String unit;
  private final StringBuilder text =
      new StringBuilder("row,line,prediction,unit,note,deviation,applicability\n");

  PredictionCsv(RegressionModel model, Study study) {
    this.model = model;
    this.variables = model.computation().features();
    this.predictor = Predictors.of(model);
    this.unit =
        study.target().map(target -> UnitConverter.shipped().symbol(target.unit())).orElse("");
  }

  /**
   * @param features the row's variables; empty if a composition cannot be read or the row lies
   *     outside the study's conditions
   * @param expected what the study's prior expects of it, in the target's unit
   */
  void add(StoredRow row, Optional<double[]> features, double expected) {
    text.append(row.index()).append(',').append(row.line()).append(',');
    if (features.isEmpty()) {
      text.append(",,outside the study's conditions or unreadable composition,,\n");
      return;
    }
    Batch one = batch(features.get());
    text.append(expected + predictor.predict(one)[0]).append(',').append(unit).append(',');
    double deviation = predictor.deviations(one)[0];
    text.append(note(features.get())).append(',');
    text.append(Double.isNaN(deviation) ? "" : Double.toString(deviation)).append(',');
    double unknown = predictor.unknownShares(one)[0];
    text.append(quoted(Applicability.of(model, unknown, one, 0).sentence())).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static Batch batch(double[] features) {
    double[][] columns = new double[features.length][];
    for (int j = 0; j < features.length; j++) {
      columns[j] = new double[] {features[j]};
    }
    return new Batch(1, columns);
  }

  // A name is a term, but who knows which signs another vocabulary uses.
  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private String note(double[] features) {
    int missing = 0;
    int outside = 0;
    for (int j = 0; j < features.length; j++) {
      Variable variable = variables.get(j);
      if (Double.isNaN(features[j])) {
        missing++;
      } else if (features[j] < variable.lower() || features[j] > variable.upper()) {
        outside++;
      }
    }
    List<String> notes = new ArrayList<>();
    if (missing > 0) {
      notes.add(missing + " missing counted as the mean");
    }
    if (outside > 0) {
      notes.add(outside + " outside the term's domain");
    }
    return String.join("; ", notes);
  }
}
