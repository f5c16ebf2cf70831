package org.kumiki.learning.suggest;

/**
 * How much an experiment is worth before it is made, by what the model says of it. Formulas as in
 * Shahriari et al., Proc. IEEE 104 (2016), section IV. Immutable.
 */
public sealed interface Acquisition {
  /**
   * The worth; of two experiments the one with the larger is to be made.
   *
   * @param best the best utility measured
   */
  double value(Goal goal, Belief belief, double best);

  /** Whether a failed experiment is worth as little as the worst measured, and not 0. */
  default boolean isUtility() {
    return false;
  }

  /** Whether the worth never rises while knowledge grows and the mean stays. */
  boolean fallsWithKnowledge(Goal goal);

  /** As commands and files name it. */
  String code();

  /**
   * E[(u − best − ξ)₊]; at σ = 0 the gain itself, if there is one.
   *
   * @param xi ξ ≥ 0 in the property's unit: more makes it explore
   */
  record ExpectedImprovement(double xi) implements Acquisition {
    public ExpectedImprovement {
      requireAtLeastZero("xi", xi);
    }

    @Override
    public double value(Goal goal, Belief belief, double best) {
      return goal.expectedExcess(belief.mean(), belief.deviation(), best + xi);
    }

    @Override
    public boolean fallsWithKnowledge(Goal goal) {
      return goal.linear();
    }

    @Override
    public String code() {
      return "ei";
    }
  }

  /** P(u > best + ξ), with ξ ≥ 0 in the property's unit. */
  record ProbabilityOfImprovement(double xi) implements Acquisition {
    public ProbabilityOfImprovement {
      requireAtLeastZero("xi", xi);
    }

    @Override
    public double value(Goal goal, Belief belief, double best) {
      return goal.probabilityAbove(belief.mean(), belief.deviation(), best + xi);
    }

    @Override
    public boolean fallsWithKnowledge(Goal goal) {
      return false;
    }

    @Override
    public String code() {
      return "pi";
    }
  }

  /** The utility of the mean and κ ≥ 0 standard deviations to the better side. */
  record UpperConfidenceBound(double kappa) implements Acquisition {
    public UpperConfidenceBound {
      requireAtLeastZero("kappa", kappa);
    }

    @Override
    public double value(Goal goal, Belief belief, double best) {
      return goal.optimistic(belief.mean(), belief.deviation(), kappa);
    }

    @Override
    public boolean isUtility() {
      return true;
    }

    @Override
    public boolean fallsWithKnowledge(Goal goal) {
      return true;
    }

    @Override
    public String code() {
      return "ucb";
    }
  }

  /** σ alone: for a better model, not for the best material. */
  record Uncertainty() implements Acquisition {
    @Override
    public double value(Goal goal, Belief belief, double best) {
      return belief.deviation();
    }

    @Override
    public boolean fallsWithKnowledge(Goal goal) {
      return true;
    }

    @Override
    public String code() {
      return "uncertainty";
    }
  }

  /**
   * κσ − |μ − t|: what is least sure about the border at which the property has a value, as for a
   * map of phases. The straddle heuristic of Bryan, Nichol, Genovese, Schneider, Miller and
   * Wasserman (NIPS 2005), where κ is 1.96. The goal is a window, of which t is the nearer end.
   *
   * @param kappa κ ≥ 0
   */
  record Straddle(double kappa) implements Acquisition {
    public static final double KAPPA = 1.96;

    public Straddle {
      requireAtLeastZero("kappa", kappa);
    }

    @Override
    public double value(Goal goal, Belief belief, double best) {
      return kappa * belief.deviation() - goal.fromBorder(belief.mean());
    }

    @Override
    public boolean isUtility() {
      return true;
    }

    @Override
    public boolean fallsWithKnowledge(Goal goal) {
      return true;
    }

    @Override
    public String code() {
      return "straddle";
    }
  }

  /** The utility under one function drawn from the posterior: {@link Belief#drawn}. */
  record Thompson(long seed) implements Acquisition {
    @Override
    public double value(Goal goal, Belief belief, double best) {
      return goal.utility(belief.drawn());
    }

    @Override
    public boolean isUtility() {
      return true;
    }

    @Override
    public boolean fallsWithKnowledge(Goal goal) {
      return false;
    }

    @Override
    public String code() {
      return "thompson";
    }
  }

  private static void requireAtLeastZero(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(what + " is a number of at least 0, not " + value);
    }
  }
}
