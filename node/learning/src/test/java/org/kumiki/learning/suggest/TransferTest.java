package org.kumiki.learning.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.gaussian.Posterior;

class TransferTest {
  @Test
  void rowsOfOthersThatOwnExperimentsBearOutCountInFull() {
    Transfer transfer = new Transfer(others());
    Random random = new Random(4);
    for (int i = 0; i < 15; i++) {
      double x = 4 * random.nextDouble() - 2;
      transfer.measured(at(x), Math.sin(2 * x) + 0.05 * random.nextGaussian());
    }
    assertEquals(1, transfer.weight());
  }

  @Test
  void rowsThatMisleadAreGivenUp() {
    GaussianModel others = others();
    Transfer transfer = new Transfer(others);
    Posterior full = Posterior.of(others);
    Random random = new Random(4);
    for (int i = 0; i < 15; i++) {
      double x = 4 * random.nextDouble() - 2;
      double opposite = -Math.sin(2 * x) + 0.05 * random.nextGaussian();
      transfer.measured(at(x), opposite);
      full.add(full.phi(at(x)), opposite);
    }
    assertTrue(transfer.weight() <= 0.01, () -> "still " + transfer.weight());
    Posterior chosen = transfer.posterior();
    double wanted = -Math.sin(1.6);
    double error = Math.abs(chosen.mean(chosen.phi(at(0.8))) - wanted);
    double misled = Math.abs(full.mean(full.phi(at(0.8))) - wanted);
    assertTrue(error < misled / 2, () -> error + " against " + misled);
  }

  @Test
  void ownRowsInTheSumsCountInFullWhateverTheWeight() {
    Batch own = rows(12, 8);
    GaussianModel alone = OwnRows.fit(process(), own);
    Transfer transfer = new Transfer(alone);
    for (int i = 0; i < own.rows(); i++) {
      transfer.alreadyInModel(at(own.columns()[0][i]), own.columns()[1][i]);
    }
    Posterior expected = Posterior.of(alone);
    double[] phi = expected.phi(at(0.3));
    // What is measured next is against the first weight and for the last: all forecast the same.
    transfer.measured(at(1.1), 40);
    transfer.measured(at(1.1), -40);
    expected.add(expected.phi(at(1.1)), 40);
    expected.add(expected.phi(at(1.1)), -40);
    assertEquals(expected.mean(phi), transfer.posterior().mean(phi), 1e-6);
    assertEquals(expected.deviation(phi), transfer.posterior().deviation(phi), 1e-6);
  }

  private static GaussianModel others() {
    return (GaussianModel) Federation.run(process(), List.of(rows(40, 1), rows(40, 2)));
  }

  private static GaussianProcess process() {
    return new GaussianProcess(
        List.of(new Variable("x", -10, 10)),
        new Variable("y", -100, 100),
        40,
        5,
        List.of(),
        1,
        0,
        0,
        0,
        4,
        1000);
  }

  private static double[] at(double x) {
    return new double[] {x};
  }

  private static Batch rows(int count, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      double x = 4 * random.nextDouble() - 2;
      rows[i] = new double[] {x, Math.sin(2 * x) + 0.05 * random.nextGaussian()};
    }
    return Federation.batch(rows, 2);
  }
}
