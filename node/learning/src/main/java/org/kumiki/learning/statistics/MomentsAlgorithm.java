package org.kumiki.learning.statistics;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Centring;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.Moments;
import org.kumiki.learning.computation.MomentsResult;
import org.kumiki.learning.computation.Scaling;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.Summary;

/** {@link Moments}: a round for the means, a round for the variances about them. Stateless. */
public final class MomentsAlgorithm implements Algorithm {
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
        standardised -> {
          throw noSuchRound();
        },
        training -> {
          throw noSuchRound();
        },
        rehearsal -> {
          throw noSuchRound();
        },
        validating -> {
          throw noSuchRound();
        });
  }

  @Override
  public LocalStep localStep(State state) {
    own(state.computation());
    return state.fold(
        CentringRound::localStep,
        ScalingRound::localStep,
        standardised -> {
          throw noSuchRound();
        },
        training -> {
          throw noSuchRound();
        },
        rehearsal -> {
          throw noSuchRound();
        },
        validating -> {
          throw noSuchRound();
        });
  }

  @Override
  public Stage merge(State state, double[] sum, int contributors) {
    Moments moments = own(state.computation());
    return state.fold(
        centring -> CentringRound.merge(centring, sum, contributors),
        scaling -> result(moments, scaling, sum, contributors),
        standardised -> {
          throw noSuchRound();
        },
        training -> {
          throw noSuchRound();
        },
        rehearsal -> {
          throw noSuchRound();
        },
        validating -> {
          throw noSuchRound();
        });
  }

  private static MomentsResult result(
      Moments moments, Scaling state, double[] sum, int contributors) {
    double[] variances = ScalingRound.variances(state, sum);
    List<Summary> summaries = new ArrayList<>();
    for (int j = 0; j < variances.length; j++) {
      long count = state.centres().get(j).count();
      double mean = count == 0 ? Double.NaN : state.centres().get(j).mean();
      summaries.add(new Summary(count, mean, variances[j]));
    }
    return new MomentsResult(moments, state.rows(), contributors, summaries);
  }

  private static Moments own(Computation computation) {
    return computation.fold(
        moments -> moments,
        regression -> {
          throw new IllegalArgumentException("a regression is not a study of moments");
        },
        rehearsal -> {
          throw new IllegalArgumentException("a rehearsal is not a study of moments");
        },
        validation -> {
          throw new IllegalArgumentException("a validation is not a study of moments");
        });
  }

  private static IllegalArgumentException noSuchRound() {
    return new IllegalArgumentException("moments have rounds for means and variances only");
  }
}
