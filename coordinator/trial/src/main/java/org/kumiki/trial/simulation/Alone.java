package org.kumiki.trial.simulation;

import java.util.List;
import java.util.Optional;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.UnusableSumException;

/** Training on one member's rows. Stateless but for the question. */
final class Alone {
  private final Question question;

  Alone(Question question) {
    this.question = question;
  }

  /** None without rows, or where few rows and a tiny penalty determine none. */
  Optional<Result> fit(ModelFamily model, Batch rows) {
    if (rows.rows() == 0) {
      return Optional.empty();
    }
    try {
      List<Batch> one = List.of(rows);
      return Optional.of(Fitting.fit(question.study(model, one).computation(), one));
    } catch (UnusableSumException e) {
      return Optional.empty();
    }
  }

  /** A model with a member's own model of what it leaves over; none where that cannot be fitted. */
  Optional<Predictor> corrected(ModelFamily model, Predictor federated, Batch rows) {
    ModelFamily corrector = model.corrector();
    return fit(corrector, residuals(federated, rows))
        .map(corrector::predictor)
        .map(own -> sum(federated, own));
  }

  private static Batch residuals(Predictor federated, Batch rows) {
    double[][] columns = rows.columns().clone();
    int target = columns.length - 1;
    double[] predicted = federated.predict(rows);
    double[] residuals = new double[predicted.length];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = columns[target][i] - predicted[i];
    }
    columns[target] = residuals;
    return new Batch(rows.rows(), columns);
  }

  private static Predictor sum(Predictor federated, Predictor own) {
    return rows -> {
      double[] predicted = federated.predict(rows);
      double[] correction = own.predict(rows);
      for (int i = 0; i < predicted.length; i++) {
        predicted[i] += correction[i];
      }
      return predicted;
    };
  }
}
