package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * A network of fully connected layers, y = W·relu(…relu(W₁z + b₁)…) + b, trained by federated
 * averaging (McMahan et al., AISTATS 2017) with a proximal term (Li et al., FedProx, MLSys 2020)
 * and Adam over the averaged updates (Reddi et al., Adaptive federated optimization, ICLR 2021): in
 * each {@link Averaging} round every member trains a copy on its own rows and sends how far it
 * came, cut to a length and weighted by its rows. {@link Centring} and {@link Scaling} come first;
 * a last round measures the error. Unlike sums of products, such a model is not that of pooling the
 * rows. Immutable.
 *
 * @param features the columns to predict from; a missing cell counts as the mean
 * @param target the column to predict; a row without it is left out
 * @param hidden the widths of the hidden layers, 1 to {@value #MAX_LAYERS} of them
 * @param rounds of averaging
 * @param localEpochs passes over its rows that a member makes in a round
 * @param localRate the step of a member's stochastic gradient descent
 * @param serverRate the step of Adam in the first round; it falls linearly to 0
 * @param proximal μ ≥ 0: a member minimises its loss + μ/2·‖w − w₀‖², w₀ being where all start
 * @param updateClip updates are cut to this Euclidean length, which bounds what a member sends
 * @param seed of first weights and of the order of rows; public
 * @param clip standardised features are cut at ± this; infinity for none
 * @param maxRowsPerMember the public cap on one member's rows
 */
public record NeuralNetwork(
    List<Variable> features,
    Variable target,
    List<Integer> hidden,
    int rounds,
    int localEpochs,
    double localRate,
    double serverRate,
    double proximal,
    double updateClip,
    long seed,
    double clip,
    long maxRowsPerMember)
    implements Regression {
  public static final int MAX_LAYERS = 4;
  public static final int MAX_WIDTH = 1024;
  public static final int MAX_ROUNDS = 2000;
  public static final int MAX_LOCAL_EPOCHS = 100;

  /** Weights and the two moments of each still fit in a {@link CanonicalForm}. */
  public static final int MAX_WEIGHTS = 500_000;

  /**
   * The rates where nobody says otherwise: of five pairs the one with the smallest federated error
   * on three tables that no figure of {@code docs/models.md} is measured on; see there.
   */
  public static final double DEFAULT_LOCAL_RATE = 0.05;

  public static final double DEFAULT_SERVER_RATE = 0.01;

  /**
   * The cut where nobody says otherwise. Adam divides by the common length of updates, so a cut
   * changes what one member can do to the others, and little else.
   */
  public static final double DEFAULT_UPDATE_CLIP = 2;

  /** Steps, cuts and penalties beyond it are mistakes. */
  public static final double MAX_SETTING = 1e3;

  /**
   * Refuses what no study can ask for.
   *
   * @throws IllegalArgumentException as {@link Regression#check} says, or if a setting is out of
   *     range
   */
  public NeuralNetwork {
    features = List.copyOf(features);
    hidden = List.copyOf(hidden);
    Regression.check(features, target, clip, maxRowsPerMember);
    if (hidden.isEmpty() || hidden.size() > MAX_LAYERS) {
      throw new IllegalArgumentException("there are 1 to " + MAX_LAYERS + " hidden layers");
    }
    for (int width : hidden) {
      whole("the width of a layer", width, MAX_WIDTH);
    }
    whole("rounds", rounds, MAX_ROUNDS);
    whole("local epochs", localEpochs, MAX_LOCAL_EPOCHS);
    positive("the local rate", localRate);
    positive("the server's rate", serverRate);
    positive("the cut of updates", updateClip);
    if (!(proximal >= 0 && proximal <= MAX_SETTING)) {
      throw new IllegalArgumentException("the proximal term is 0 to 1000, not " + proximal);
    }
    if (weights(features.size(), hidden) > MAX_WEIGHTS) {
      throw new IllegalArgumentException(
          "the network has more than " + MAX_WEIGHTS + " weights: make a layer narrower");
    }
    proximal += 0.0;
  }

  /** Weights and offsets of a network of so many inputs. */
  public static long weights(int inputs, List<Integer> hidden) {
    long weights = 0;
    long below = inputs;
    for (int width : hidden) {
      weights += width * (below + 1);
      below = width;
    }
    return weights + below + 1;
  }

  @Override
  public String code() {
    return "mlp";
  }

  @Override
  public <T> T foldRegression(
      Function<? super Ridge, ? extends T> ridge,
      Function<? super SparseRegression, ? extends T> sparse,
      Function<? super GaussianProcess, ? extends T> gaussian,
      Function<? super BoostedTrees, ? extends T> boosted,
      Function<? super NeuralNetwork, ? extends T> network) {
    return network.apply(this);
  }

  private static void whole(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(what + " is 1 to " + most + ", not " + value);
    }
  }

  private static void positive(String what, double value) {
    if (!(value > 0 && value <= MAX_SETTING)) {
      throw new IllegalArgumentException(what + " is above 0 and at most 1000, not " + value);
    }
  }
}
