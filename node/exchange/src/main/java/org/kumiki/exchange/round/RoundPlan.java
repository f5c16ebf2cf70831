package org.kumiki.exchange.round;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.Binning;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.NeuralNetwork;
import org.kumiki.learning.computation.Regression;
import org.kumiki.learning.gaussian.GaussianAlgorithm;
import org.kumiki.learning.gbdt.GbdtAlgorithm;
import org.kumiki.learning.validation.ValidationAlgorithm;

/**
 * The vectors that a study asks of each member if it runs to its end and no round has to be run
 * again, for the steward who decides on it. Follows from the study's text alone.
 *
 * @param steps in order, the flags first
 */
public record RoundPlan(List<Step> steps) {
  /** What the vectors of a step say; see {@link Subject}. */
  public enum Kind {
    FLAGS,
    CENTRING,
    SCALING,
    /** Fewer entries if a feature turns out not to vary. */
    GRAM,
    /** Products of random features, which hide nothing. */
    RANDOM_FEATURES,
    /** Counts in intervals, from which bins follow; so many entries at most. */
    BINS,
    /** Histograms of a level of a tree, fewer where nodes are not divided. */
    HISTOGRAMS,
    /** How far a network that was trained on own rows came from the common one, and its error. */
    UPDATES,
    /** The errors of the finished model. */
    ERRORS,
    /** Errors of a finished model on rows that trained nothing, and what they are judged by. */
    VALIDATION,
    REHEARSAL
  }

  /**
   * Vectors of one kind.
   *
   * @param vectors how many, one a round
   * @param entries numbers of each
   */
  public record Step(Kind kind, int vectors, long entries) {}

  public RoundPlan {
    steps = List.copyOf(steps);
  }

  /** The plan of a study. */
  public static RoundPlan of(Study study) {
    List<Step> steps = new ArrayList<>(List.of(new Step(Kind.FLAGS, 1, 2)));
    steps.addAll(
        study
            .computation()
            .fold(
                moments -> moving(moments.variables().size()),
                regression -> {
                  List<Step> all = new ArrayList<>(moving(regression.variables().size()));
                  all.addAll(
                      regression.foldRegression(
                          RoundPlan::products,
                          RoundPlan::products,
                          RoundPlan::randomFeatures,
                          RoundPlan::histograms,
                          RoundPlan::updates));
                  return all;
                },
                rehearsal ->
                    List.of(new Step(Kind.REHEARSAL, rehearsal.rounds(), rehearsal.length())),
                validation ->
                    List.of(
                        new Step(Kind.VALIDATION, 1, ValidationAlgorithm.entries(validation)))));
    return new RoundPlan(steps);
  }

  private static List<Step> products(Regression regression) {
    // The factors are 1, the features and the target; a product a pair.
    long factors = regression.variables().size() + 1L;
    return List.of(new Step(Kind.GRAM, 1, factors * (factors + 1) / 2));
  }

  private static List<Step> randomFeatures(GaussianProcess process) {
    return List.of(new Step(Kind.RANDOM_FEATURES, 1, GaussianAlgorithm.entries(process)));
  }

  private static List<Step> histograms(BoostedTrees trees) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Kind.BINS, Binning.ROUNDS, GbdtAlgorithm.binEntries(trees)));
    for (int level = 0; level < trees.depth(); level++) {
      steps.add(new Step(Kind.HISTOGRAMS, trees.trees(), GbdtAlgorithm.entries(trees, level)));
    }
    steps.add(new Step(Kind.ERRORS, 1, GbdtAlgorithm.ERROR_ENTRIES));
    return steps;
  }

  private static List<Step> updates(NeuralNetwork network) {
    long weights = NeuralNetwork.weights(network.features().size(), network.hidden());
    return List.of(
        new Step(Kind.UPDATES, network.rounds(), 2 + weights), new Step(Kind.ERRORS, 1, 2));
  }

  private static List<Step> moving(int variables) {
    return List.of(
        new Step(Kind.CENTRING, 1, 1 + 2L * variables), new Step(Kind.SCALING, 1, 1L + variables));
  }

  /** All vectors of one member. */
  public int vectors() {
    return steps.stream().mapToInt(Step::vectors).sum();
  }

  /** All numbers in them. */
  public long numbers() {
    return steps.stream().mapToLong(step -> step.vectors() * step.entries()).sum();
  }
}
