package org.kumiki.learning.statistics;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Centre;
import org.kumiki.learning.computation.Centring;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.OpenedSum;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Scaling;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Variable;

/**
 * The first round of any computation: the number of rows, then for each variable how many of them
 * report it, then for each variable Σ (x − middle)/halfWidth. Each term of the last lies in [−1,
 * 1], so that the bound of a sum is the cap on rows, whatever the unit. Stateless.
 */
public final class CentringRound {
  /** Below it means would lose digits to the fixed point that a domain can well afford. */
  static final int MIN_FRACTIONAL_BITS = 30;

  private CentringRound() {}

  public static Encoding encoding(Centring state) {
    int variables = state.computation().variables().size();
    double cap = state.computation().maxRowsPerMember();
    return new Encoding.Builder()
        .run(1 + variables, cap, 0)
        .run(variables, RoundingSlack.above(cap), MIN_FRACTIONAL_BITS)
        .build();
  }

  public static LocalStep localStep(Centring state) {
    return () -> new CentringPartial(state);
  }

  /**
   * The means, each clamped to its domain, which the fixed point can leave by a rounding.
   *
   * @throws UnusableSumException if rows do not make such a sum
   */
  public static Scaling merge(Centring state, double[] entries, int contributors) {
    List<Variable> variables = state.computation().variables();
    OpenedSum sum = new OpenedSum(entries, 1 + 2 * variables.size());
    long rows = sum.count(0, "rows");
    List<Centre> centres = new ArrayList<>();
    for (int j = 0; j < variables.size(); j++) {
      centres.add(centre(variables.get(j), sum, 1 + j, 1 + variables.size() + j));
      if (centres.get(j).count() > rows) {
        throw new UnusableSumException(variables.get(j).name() + " has more values than rows");
      }
    }
    return new Scaling(state.computation(), rows, contributors, centres);
  }

  private static Centre centre(Variable variable, OpenedSum sum, int countAt, int sumAt) {
    long count = sum.count(countAt, "values of " + variable.name());
    double most = count;
    double total = sum.entryWithin(sumAt, -most, most, variable.name());
    if (count == 0) {
      return new Centre(0, variable.middle());
    }
    double mean = variable.middle() + variable.halfWidth() * (total / count);
    return new Centre(count, Math.max(variable.lower(), Math.min(variable.upper(), mean)));
  }

  private static final class CentringPartial extends Partial {
    private final List<Variable> variables;

    CentringPartial(Centring state) {
      super(state, 1 + 2 * state.computation().variables().size());
      this.variables = state.computation().variables();
    }

    @Override
    protected void accumulate(Batch batch, int[] usedRows) {
      for (int j = 0; j < variables.size(); j++) {
        addColumn(j, batch.columns()[j], usedRows);
      }
    }

    private void addColumn(int j, double[] column, int[] usedRows) {
      double middle = variables.get(j).middle();
      double halfWidth = variables.get(j).halfWidth();
      int sumAt = 1 + variables.size() + j;
      int count = 0;
      for (int i : usedRows) {
        double value = column[i];
        if (!Double.isNaN(value)) {
          count++;
          addTo(sumAt, halfWidth == 0 ? 0 : scaled(value - middle, halfWidth));
        }
      }
      addTo(1 + j, count);
    }

    // The middle of a domain a few units in the last place wide is itself rounded, and the quotient
    // could be 2; cutting it costs less than the last digit of the value.
    private static double scaled(double deviation, double halfWidth) {
      return Math.max(-1, Math.min(1, deviation / halfWidth));
    }
  }
}
