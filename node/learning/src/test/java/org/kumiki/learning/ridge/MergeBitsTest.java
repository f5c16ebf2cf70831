package org.kumiki.learning.ridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.computation.CanonicalForm;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.Variable;

/**
 * Nodes compare hashes of what they merge, so a merge may not differ in the last bit between
 * machines, releases of Java, or the interpreter and its compilers. These sums are made of integers
 * and powers of two only, so that the input at least is the same everywhere.
 */
class MergeBitsTest {
  private static final int FEATURES = 40;
  private static final int ROWS = 256;
  private static final String GOLDEN =
      "7795a2d0ecb518fbfc599ec06ba3d66b916c80c9952e1eaa52cb09b84a0cfeed";

  @Test
  void aMergeGivesTheSameBitsOnEveryMachineAndHoweverOftenItRuns() throws Exception {
    Standardised state = state();
    double[] sum = sum();
    // Often enough that the loops are interpreted first and compiled in the end.
    for (int run = 0; run < 400; run++) {
      assertEquals(GOLDEN, hash(state, sum), "run " + run);
    }
  }

  private static String hash(Standardised state, double[] sum) throws GeneralSecurityException {
    byte[] form =
        CanonicalForm.encode(RidgeSolution.merge((Ridge) state.computation(), state, sum, 3));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(form));
  }

  private static Standardised state() {
    List<Variable> features = new ArrayList<>();
    List<Spread> spreads = new ArrayList<>();
    for (int j = 0; j < FEATURES; j++) {
      features.add(new Variable("feature " + j, -1, 3));
      spreads.add(new Spread(ROWS, 1, 0.75));
    }
    Ridge ridge = new Ridge(features, new Variable("target", 0, 1000), 0.7, 4, 1000);
    return new Standardised(ridge, ROWS, 3, spreads, new Spread(ROWS, 300, 70.3));
  }

  /** The Gram sums of pseudo-random factors, each a multiple of 2⁻¹⁰ below 4: exact in a double. */
  private static double[] sum() {
    int width = FEATURES + 2;
    double[][] factors = new double[ROWS][width];
    long seed = 1;
    for (double[] row : factors) {
      row[0] = 1;
      for (int j = 1; j < width; j++) {
        seed = seed * 6364136223846793005L + 1442695040888963407L;
        row[j] = (seed >> 51) / 1024.0;
      }
    }
    double[] sum = new double[width * (width + 1) / 2];
    int at = 0;
    for (int j = 0; j < width; j++) {
      for (int k = j; k < width; k++, at++) {
        for (double[] row : factors) {
          sum[at] += row[j] * row[k];
        }
      }
    }
    return sum;
  }
}
