package org.kumiki.learning.ridge;

import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Centring;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.statistics.CentringRound;
import org.kumiki.learning.statistics.ScalingRound;

/**
 * {@link Ridge}: means, standard deviations, then the Gram sums of what they standardise.
 * Stateless.
 */
public final class RidgeAlgorithm implements Algorithm {
  @Override
  public State start(Computation computation) {
    return new Centring(own(computation));
  }

  @Override
  public Encoding encoding(State state) {
    own(state.computation());
    return state.fold(
        CentringRound::encoding,
        ScalingRound::encoding,
        GramRound::encoding,
        rehearsal -> {
          throw noSuchRound();
        });
  }

  @Override
  public LocalStep localStep(State state) {
    own(state.computation());
    return state.fold(
        CentringRound::localStep,
        ScalingRound::localStep,
        GramRound::localStep,
        rehearsal -> {
          throw noSuchRound();
        });
  }

  @Override
  public Stage merge(State state, double[] sum, int contributors) {
    Ridge ridge = own(state.computation());
    return state.fold(
        centring -> CentringRound.merge(centring, sum, contributors),
        scaling -> Standardisation.merge(ridge, scaling, sum, contributors),
        gram -> RidgeSolution.merge(gram, sum, contributors),
        rehearsal -> {
          throw noSuchRound();
        });
  }

  private static Ridge own(Computation computation) {
    return computation.fold(
        moments -> {
          throw new IllegalArgumentException("a study of moments is not a ridge regression");
        },
        ridge -> ridge,
        rehearsal -> {
          throw new IllegalArgumentException("a rehearsal is not a ridge regression");
        });
  }

  private static IllegalArgumentException noSuchRound() {
    return new IllegalArgumentException("a ridge regression has no round of a rehearsal");
  }
}
