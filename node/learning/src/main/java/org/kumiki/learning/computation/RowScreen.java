package org.kumiki.learning.computation;

import java.util.Arrays;
import java.util.List;

/**
 * Decides which rows of a batch enter the sums. The same rows enter every round of a computation,
 * because only the specification decides: a row without target or with a value outside a declared
 * domain enters none.
 */
final class RowScreen {
  /** The indexes of the rows that enter, ascending, and how many were left out for which reason. */
  @SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
  record Screened(int[] used, long withoutTarget, long outsideDomain) {}

  private static final byte USED = 0;
  private static final byte WITHOUT_TARGET = 1;
  private static final byte OUTSIDE_DOMAIN = 2;

  private final List<Variable> variables;
  private final boolean lastIsTarget;

  RowScreen(Computation computation) {
    this.variables = computation.variables();
    this.lastIsTarget =
        computation.fold(
            moments -> false, regression -> true, rehearsal -> false, validation -> true);
  }

  Screened screen(Batch batch) {
    if (batch.columns().length != variables.size()) {
      throw new IllegalArgumentException(
          batch.columns().length + " columns for " + variables.size() + " variables");
    }
    byte[] fates = new byte[batch.rows()];
    if (lastIsTarget) {
      markMissing(batch.columns()[variables.size() - 1], fates);
    }
    for (int j = 0; j < variables.size(); j++) {
      markOutside(variables.get(j), batch.columns()[j], fates);
    }
    return sort(fates);
  }

  private static void markMissing(double[] target, byte[] fates) {
    for (int i = 0; i < fates.length; i++) {
      if (Double.isNaN(target[i])) {
        fates[i] = WITHOUT_TARGET;
      }
    }
  }

  private static void markOutside(Variable variable, double[] column, byte[] fates) {
    if (allWithin(variable, column)) {
      return;
    }
    for (int i = 0; i < fates.length; i++) {
      if (fates[i] == USED && !Double.isNaN(column[i]) && !variable.contains(column[i])) {
        fates[i] = OUTSIDE_DOMAIN;
      }
    }
  }

  // The usual case, without a branch a row: every row is screened again in each of many rounds.
  private static boolean allWithin(Variable variable, double[] column) {
    double lower = variable.lower();
    double upper = variable.upper();
    boolean outside = false;
    for (double x : column) {
      // NaN, a missing value, is neither.
      outside |= x < lower | x > upper;
    }
    return !outside;
  }

  private static Screened sort(byte[] fates) {
    int[] used = new int[fates.length];
    int count = 0;
    long withoutTarget = 0;
    for (int i = 0; i < fates.length; i++) {
      if (fates[i] == USED) {
        used[count++] = i;
      } else if (fates[i] == WITHOUT_TARGET) {
        withoutTarget++;
      }
    }
    return new Screened(
        Arrays.copyOf(used, count), withoutTarget, fates.length - count - withoutTarget);
  }
}
