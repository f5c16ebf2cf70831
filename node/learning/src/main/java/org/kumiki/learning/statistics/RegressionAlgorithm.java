package org.kumiki.learning.statistics;

import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Centring;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.Regression;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.Training;

/**
 * What regressions share: two rounds that standardise, then rounds of their own from {@link
 * Standardised} on.
 *
 * @param <R> the regression that it computes
 */
public abstract class RegressionAlgorithm<R extends Regression> implements Algorithm {
  private final Class<R> kind;

  protected RegressionAlgorithm(Class<R> kind) {
    this.kind = kind;
  }

  @Override
  public final State start(Computation computation) {
    return new Centring(own(computation));
  }

  @Override
  public final Encoding encoding(State state) {
    R regression = own(state.computation());
    return state.fold(
        CentringRound::encoding,
        ScalingRound::encoding,
        standardised -> encoding(regression, standardised),
        training -> encoding(regression, training),
        rehearsal -> {
          throw noSuchRound();
        },
        validating -> {
          throw noSuchRound();
        });
  }

  @Override
  public final LocalStep localStep(State state) {
    R regression = own(state.computation());
    return state.fold(
        CentringRound::localStep,
        ScalingRound::localStep,
        standardised -> localStep(regression, standardised),
        training -> localStep(regression, training),
        rehearsal -> {
          throw noSuchRound();
        },
        validating -> {
          throw noSuchRound();
        });
  }

  @Override
  public final Stage merge(State state, double[] sum, int contributors) {
    R regression = own(state.computation());
    return state.fold(
        centring -> CentringRound.merge(centring, sum, contributors),
        scaling -> Standardisation.merge(regression, scaling, sum, contributors),
        standardised -> merge(regression, standardised, sum, contributors),
        training -> merge(regression, training, sum, contributors),
        rehearsal -> {
          throw noSuchRound();
        },
        validating -> {
          throw noSuchRound();
        });
  }

  protected abstract Encoding encoding(R regression, Standardised state);

  protected abstract LocalStep localStep(R regression, Standardised state);

  protected abstract Stage merge(R regression, Standardised state, double[] sum, int contributors);

  /** Of a round after {@link Standardised}'s; most regressions have none. */
  protected Encoding encoding(R regression, Training state) {
    throw noSuchRound();
  }

  /** As {@link #encoding(Regression, Training)}. */
  protected LocalStep localStep(R regression, Training state) {
    throw noSuchRound();
  }

  /** As {@link #encoding(Regression, Training)}. */
  protected Stage merge(R regression, Training state, double[] sum, int contributors) {
    throw noSuchRound();
  }

  private R own(Computation computation) {
    if (!kind.isInstance(computation)) {
      throw new IllegalArgumentException(
          computation.code() + " is not computed as a " + kind.getSimpleName());
    }
    return kind.cast(computation);
  }

  private static IllegalArgumentException noSuchRound() {
    return new IllegalArgumentException("this regression has no such round");
  }
}
