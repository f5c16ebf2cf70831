package org.kumiki.learning.mlp;

import java.util.EnumSet;
import java.util.Set;
import org.kumiki.learning.computation.Averaging;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.NeuralNetwork;
import org.kumiki.learning.computation.Ring;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.Training;
import org.kumiki.learning.statistics.RegressionAlgorithm;

/**
 * {@link NeuralNetwork}: means, standard deviations, then rounds of averaging. The round of {@link
 * Standardised} is already the first of them: its weights follow from the seed. Stateless.
 */
public final class MlpAlgorithm extends RegressionAlgorithm<NeuralNetwork> {
  public MlpAlgorithm() {
    super(NeuralNetwork.class);
  }

  /** Standardisation and errors in the large ring, updates in the small one. */
  @Override
  public Set<Ring> rings(Computation computation) {
    return EnumSet.of(Ring.Z32, Ring.Z64);
  }

  @Override
  protected Encoding encoding(NeuralNetwork network, Standardised state) {
    return AveragingRound.encoding(first(network, state));
  }

  @Override
  protected LocalStep localStep(NeuralNetwork network, Standardised state) {
    return AveragingRound.localStep(first(network, state));
  }

  @Override
  protected Stage merge(NeuralNetwork network, Standardised state, double[] sum, int contributors) {
    return AveragingRound.merge(first(network, state), sum, contributors);
  }

  @Override
  protected Encoding encoding(NeuralNetwork network, Training state) {
    return AveragingRound.encoding(averaging(state));
  }

  @Override
  protected LocalStep localStep(NeuralNetwork network, Training state) {
    return AveragingRound.localStep(averaging(state));
  }

  @Override
  protected Stage merge(NeuralNetwork network, Training state, double[] sum, int contributors) {
    return AveragingRound.merge(averaging(state), sum, contributors);
  }

  private static Averaging first(NeuralNetwork network, Standardised state) {
    return AveragingRound.first(network, state, state.contributors());
  }

  private static Averaging averaging(Training state) {
    return state.foldTraining(
        binning -> {
          throw another();
        },
        boosting -> {
          throw another();
        },
        averaging -> averaging);
  }

  private static IllegalArgumentException another() {
    return new IllegalArgumentException("trees are not trained by averaging");
  }
}
