package org.kumiki.learning.statistics;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.learning.computation.Centre;
import org.kumiki.learning.computation.Regression;
import org.kumiki.learning.computation.Scaling;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Variable;

/** The merge of a regression's second round: how features and target are standardised. */
final class Standardisation {
  /**
   * A standard deviation this small beside the domain's magnitude is rounding, not variation: a
   * double has 16 digits, and dividing by what is left of them would make noise into a feature.
   */
  static final double NO_VARIATION = 1e-9;

  private Standardisation() {}

  static Standardised merge(Regression regression, Scaling state, double[] sum, int contributors) {
    double[] variances = ScalingRound.variances(state, sum);
    if (state.rows() == 0) {
      throw new UnusableSumException("no member holds a row with a value of the target");
    }
    int last = regression.features().size();
    if (state.centres().get(last).count() != state.rows()) {
      throw new UnusableSumException("rows without target entered the sum");
    }
    List<Spread> features = new ArrayList<>();
    for (int j = 0; j < regression.features().size(); j++) {
      features.add(feature(regression.features().get(j), state.centres().get(j), variances[j]));
    }
    Spread target = target(regression.target(), state.centres().get(last), variances[last]);
    return new Standardised(regression, state.rows(), contributors, features, target);
  }

  private static Spread feature(Variable variable, Centre centre, double variance) {
    double std = centre.count() == 0 ? 0 : Math.sqrt(variance);
    boolean varies = std > NO_VARIATION * variable.magnitude();
    return new Spread(centre.count(), centre.mean(), varies ? std : 0);
  }

  // The target's scale cancels in the result; where it does not vary, any scale will do that keeps
  // the sums within the fixed point.
  private static Spread target(Variable variable, Centre centre, double variance) {
    Spread spread = feature(variable, centre, variance);
    if (!spread.leftOut()) {
      return spread;
    }
    double scale = variable.halfWidth() > 0 ? variable.halfWidth() : 1;
    return new Spread(spread.count(), spread.mean(), scale);
  }
}
