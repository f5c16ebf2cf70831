package org.kumiki.learning;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.CanonicalForm;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Moments;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Variable;

/** A member may send anything; what everybody merges must be a stage or a refusal, never a bug. */
class MergePropertyTest {
  private static final double[] EXTREMES = {
    Double.NaN, Double.POSITIVE_INFINITY, -1e308, 1e308, 1e200, -1e200, 1e-308, 0, -0.0, 0x1p60, 0.5
  };

  @Property(tries = 3000)
  void anySumBecomesAStageThatHasAFormOrAnUnusableSum(@ForAll long seed) {
    Random random = new Random(seed);
    Variable x = new Variable("x", -1, 3);
    Variable y = new Variable("y", 0, 1e100);
    Computation computation =
        random.nextBoolean()
            ? new Moments(List.of(x, y), 100)
            : new Ridge(List.of(x, new Variable("z", -1e100, 0)), y, random.nextInt(2), 4, 100);
    Algorithm algorithm = Algorithms.of(computation);
    Stage stage = algorithm.start(computation);
    try {
      while (stage instanceof State state) {
        stage = algorithm.merge(state, sum(random, algorithm.encoding(state).length()), 3);
        assertNotNull(CanonicalForm.decodeStage(CanonicalForm.encode(stage)));
      }
    } catch (UnusableSumException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  /** Mostly plausible, so that later rounds are reached: eight rows, small sums, one odd entry. */
  private static double[] sum(Random random, int length) {
    double[] sum = new double[length];
    for (int i = 0; i < length; i++) {
      sum[i] = random.nextInt(3) == 0 ? 8 : 8 * random.nextDouble();
    }
    for (int i = 0; i < Math.min(length, length == 7 ? 4 : 1); i++) {
      sum[i] = 8;
    }
    if (length == 5) {
      sum[1] = 8;
      sum[2] = 8;
    }
    if (random.nextInt(3) == 0) {
      sum[random.nextInt(length)] = EXTREMES[random.nextInt(EXTREMES.length)];
    }
    return sum;
  }
}
