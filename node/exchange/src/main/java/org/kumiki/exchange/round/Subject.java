package org.kumiki.exchange.round;

import org.kumiki.learning.computation.Averaging;
import org.kumiki.learning.computation.Boosting;
import org.kumiki.learning.computation.Centring;
import org.kumiki.learning.computation.Regression;
import org.kumiki.learning.computation.RehearsalState;
import org.kumiki.learning.computation.Scaling;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.Training;
import org.kumiki.learning.computation.Validating;
import org.kumiki.learning.computation.Validation;

/** What the vector of a round says, in a sentence for the release ledger. */
public final class Subject {
  private static final String UPDATE =
      "row count, how far the common network came by training on own rows, times the rows, and the"
          + " sum of squared errors that it started from";

  private Subject() {}

  public static String of(Progress progress) {
    if (progress instanceof Progress.Flags) {
      return "whether this member can contribute, and has new data (0 or 1 each)";
    }
    if (progress instanceof Progress.Computing computing) {
      int variables = computing.state().computation().variables().size();
      if (computing.state() instanceof Centring) {
        return "row count, counts and sums of " + variables + " quantities";
      }
      if (computing.state() instanceof Scaling) {
        return "row count and sums of squared deviations of " + variables + " quantities";
      }
      if (computing.state() instanceof Standardised) {
        return products((Regression) computing.state().computation(), variables);
      }
      if (computing.state() instanceof Training training) {
        return training.foldTraining(
            binning -> counts(variables - 1), Subject::histograms, Subject::update);
      }
      if (computing.state() instanceof Validating validating) {
        return errors(validating.computation());
      }
      if (computing.state() instanceof RehearsalState) {
        return "numbers of a rehearsal, made up by the program: no row was read";
      }
    }
    throw new IllegalStateException("a study that has ended releases nothing");
  }

  private static String errors(Validation validation) {
    String baselines = validation.baselines() ? ", those of two baselines" : "";
    String shuffled =
        validation.groups().isEmpty()
            ? ""
            : ", and the squared errors with each of "
                + validation.groups().size()
                + " terms shuffled";
    return "count of rows held out, sums of a model's errors on them, of the target and its square,"
        + " counts within stated intervals"
        + baselines
        + shuffled;
  }

  private static String products(Regression regression, int variables) {
    String pairs = "sums of products of pairs among " + variables + " standardised quantities";
    return regression.foldRegression(
        ridge -> pairs,
        sparse -> pairs,
        gaussian ->
            "sums of products of pairs among "
                + gaussian.randomFeatures()
                + " random features of "
                + variables
                + " standardised quantities, for each width and fold",
        boosted -> counts(variables - 1),
        network -> UPDATE);
  }

  private static String update(Averaging state) {
    return state.trained() ? "row count and the sum of squared errors of the network" : UPDATE;
  }

  private static String counts(int features) {
    return "row count, and counts of rows in intervals of " + features + " quantities";
  }

  private static String histograms(Boosting state) {
    String errors = state.measures() ? "sums of errors of the trees so far" : "";
    if (state.open().isEmpty()) {
      return "row counts and " + errors;
    }
    return "counts of rows and sums of gradients in the bins of "
        + state.spreads().size()
        + " quantities, in "
        + state.open().size()
        + " nodes of tree "
        + (state.trees().size() + 1)
        + (errors.isEmpty() ? "" : ", and " + errors);
  }
}
