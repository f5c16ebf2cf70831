package org.kumiki.learning.validation;

import java.util.OptionalDouble;
import org.kumiki.learning.computation.Averaging;
import org.kumiki.learning.computation.Boosting;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Stage;

/**
 * The error that a round's sum told of the model so far: what those who watch a study see fall. It
 * is over the rows that train the model, and so no figure to judge it by.
 */
public final class RoundError {
  private RoundError() {}

  /**
   * The root mean squared error over all members' training rows, in the target's unit.
   *
   * @param stage what the round led to
   * @return empty where the sums of the round said nothing about errors
   */
  public static OptionalDouble of(Stage stage) {
    return stage.either(
        state ->
            state.fold(
                centring -> OptionalDouble.empty(),
                scaling -> OptionalDouble.empty(),
                standardised -> OptionalDouble.empty(),
                training ->
                    training.foldTraining(
                        binning -> OptionalDouble.empty(), RoundError::of, RoundError::of),
                rehearsal -> OptionalDouble.empty(),
                validating -> OptionalDouble.empty()),
        result ->
            result.fold(
                moments -> OptionalDouble.empty(),
                RoundError::of,
                rehearsal -> OptionalDouble.empty(),
                validation -> OptionalDouble.empty()));
  }

  private static OptionalDouble of(Boosting boosting) {
    Boosting.Best best = boosting.best();
    return best.equals(Boosting.Best.NONE)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(best.training()) * boosting.unit());
  }

  /**
   * Of the network that the round started from: what came of the round, only the next one tells.
   */
  private static OptionalDouble of(Averaging averaging) {
    return Double.isNaN(averaging.trainingRmse())
        ? OptionalDouble.empty()
        : OptionalDouble.of(averaging.trainingRmse());
  }

  private static OptionalDouble of(RegressionModel model) {
    return OptionalDouble.of(model.trainingRmse());
  }
}
