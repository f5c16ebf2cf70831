package org.kumiki.learning.transfer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.gaussian.GaussianPredictor;
import org.kumiki.learning.mlp.NetworkPredictor;

/**
 * A model of another target that own rows may learn from. Making one may take as long as fitting
 * the model. Immutable and thread-safe.
 */
public final class Source {
  /** Stands for a feature that own rows do not have: it is missing in each. */
  public static final int ABSENT = -1;

  private final String name;
  private final List<Integer> columns;
  private final Predictor predictor;
  private final Optional<Function<Batch, double[][]>> features;

  private Source(
      String name,
      List<Integer> columns,
      Predictor predictor,
      Optional<Function<Batch, double[][]>> features) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.predictor = predictor;
    this.features = features;
  }

  /**
   * @param columns for each of the model's features the column of own rows that holds it, in the
   *     feature's unit, or {@link #ABSENT}
   */
  public static Source of(String name, RegressionModel model, List<Integer> columns) {
    if (columns.size() != model.computation().features().size()) {
      throw new IllegalArgumentException(
          columns.size() + " columns for a model of " + model.spreads().size() + " features");
    }
    return model.foldModel(
        linear -> new Source(name, columns, linear, Optional.empty()),
        gaussian -> {
          GaussianPredictor own = new GaussianPredictor(gaussian);
          return new Source(name, columns, own, Optional.of(own::features));
        },
        boosted -> new Source(name, columns, Predictors.of(boosted), Optional.empty()),
        network -> {
          NetworkPredictor own = new NetworkPredictor(network);
          return new Source(name, columns, own, Optional.of(own::features));
        });
  }

  public String name() {
    return name;
  }

  /** Whether {@link #features} are there: of a Gaussian process and of a network. */
  public boolean hasFeatures() {
    return features.isPresent();
  }

  /** What the model predicts for own rows, in the unit of its own target. */
  public double[] predict(Batch own) {
    return predictor.predict(asTheModels(own));
  }

  /** Random features, or what the last hidden layer says, one row a row. */
  double[][] features(Batch own) {
    return features.orElseThrow().apply(asTheModels(own));
  }

  private Batch asTheModels(Batch own) {
    double[][] chosen = new double[columns.size()][];
    double[] missing = new double[own.rows()];
    Arrays.fill(missing, Double.NaN);
    for (int j = 0; j < chosen.length; j++) {
      int column = columns.get(j);
      chosen[j] = column == ABSENT ? missing : own.columns()[column];
    }
    return new Batch(own.rows(), chosen);
  }
}
