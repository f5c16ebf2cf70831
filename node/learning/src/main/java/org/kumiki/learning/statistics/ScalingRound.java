package org.kumiki.learning.statistics;

import java.util.List;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Centre;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.OpenedSum;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Scaling;
import org.kumiki.learning.computation.Variable;

/**
 * The second round of any computation: the number of rows, then for each variable Σ ((x −
 * mean)/halfWidth)². Deviations from the known mean lose no digits to cancellation, as Σx² −
 * (Σx)²/n would. Two points of a domain are at most two half widths apart, so a term is at most 4.
 * Stateless.
 */
public final class ScalingRound {
  private static final double LARGEST_TERM = 4;

  private ScalingRound() {}

  public static Encoding encoding(Scaling state) {
    int variables = state.computation().variables().size();
    double cap = state.computation().maxRowsPerMember();
    return new Encoding.Builder()
        .run(1, cap, 0)
        .run(variables, RoundingSlack.above(LARGEST_TERM * cap), CentringRound.MIN_FRACTIONAL_BITS)
        .build();
  }

  public static LocalStep localStep(Scaling state) {
    return () -> new ScalingPartial(state);
  }

  /**
   * The population variance of each variable in the square of its unit; NaN where no row reports
   * it.
   *
   * @throws org.kumiki.learning.computation.UnusableSumException if rows do not make such a sum
   */
  public static double[] variances(Scaling state, double[] entries) {
    List<Variable> variables = state.computation().variables();
    OpenedSum sum = new OpenedSum(entries, 1 + variables.size());
    sum.requireRows(state.rows());
    double[] variances = new double[variables.size()];
    for (int j = 0; j < variances.length; j++) {
      Variable variable = variables.get(j);
      long count = state.centres().get(j).count();
      double total = sum.entryWithin(1 + j, 0, LARGEST_TERM * count, variable.name());
      double halfWidth = variable.halfWidth();
      variances[j] = count == 0 ? Double.NaN : halfWidth * halfWidth * (total / count);
    }
    return variances;
  }

  private static final class ScalingPartial extends Partial {
    private final List<Variable> variables;
    private final List<Centre> centres;

    ScalingPartial(Scaling state) {
      super(state, 1 + state.computation().variables().size());
      this.variables = state.computation().variables();
      this.centres = state.centres();
    }

    @Override
    protected void accumulate(Batch batch, int[] usedRows) {
      for (int j = 0; j < variables.size(); j++) {
        if (variables.get(j).halfWidth() > 0) {
          addColumn(j, batch.columns()[j], usedRows);
        }
      }
    }

    private void addColumn(int j, double[] column, int[] usedRows) {
      double mean = centres.get(j).mean();
      double halfWidth = variables.get(j).halfWidth();
      for (int i : usedRows) {
        double value = column[i];
        if (!Double.isNaN(value)) {
          double deviation = (value - mean) / halfWidth;
          addTo(1 + j, deviation * deviation);
        }
      }
    }
  }
}
