package org.kumiki.learning.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.MeanErrors;
import org.kumiki.learning.computation.OpenedSum;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Validating;
import org.kumiki.learning.computation.Validation;
import org.kumiki.learning.computation.ValidationResult;
import org.kumiki.learning.computation.ValidationResult.Baselines;

/**
 * {@link Validation}: one round of sums of errors. The merge needs no model; the local step does,
 * so that it is {@link #localStep(State, HeldOut)} and not the one of all others. Stateless.
 */
public final class ValidationAlgorithm implements Algorithm {
  @Override
  public State start(Computation computation) {
    return new Validating(own(computation));
  }

  @Override
  public Encoding encoding(State state) {
    return ErrorLayout.encoding(own(state.computation()));
  }

  /** The numbers of the one vector. */
  public static int entries(Validation validation) {
    return ErrorLayout.length(validation);
  }

  /** There is none without a model; see {@link #localStep(State, HeldOut)}. */
  @Override
  public LocalStep localStep(State state) {
    throw new IllegalArgumentException("a validation predicts by a model, and none is given");
  }

  /** The fold of the round's rows, which must have trained nothing. */
  public LocalStep localStep(State state, HeldOut heldOut) {
    own(state.computation());
    return () -> new ErrorSums((Validating) state, heldOut);
  }

  @Override
  public Stage merge(State state, double[] entries, int contributors) {
    Validation validation = own(state.computation());
    OpenedSum sum = new OpenedSum(entries, ErrorLayout.length(validation));
    long rows = sum.count(ErrorLayout.ROWS, "rows");
    if (rows == 0) {
      throw new UnusableSumException("no member holds a row that was held out");
    }
    double half = validation.target().halfWidth();
    double place = sum.entryWithin(ErrorLayout.TARGET, -rows, rows, "the target") / rows;
    double square = sum.entryWithin(ErrorLayout.TARGET_SQUARE, 0, rows, "the target") / rows;
    double most = ErrorLayout.MOST_ERROR * rows;
    double error = sum.entryWithin(ErrorLayout.ERROR, -most, most, "errors") / rows;
    return new ValidationResult(
        validation,
        rows,
        contributors,
        error * half,
        errors(sum, ErrorLayout.MAGNITUDE, rows, half),
        validation.target().middle() + place * half,
        Math.max(0, square - place * place) * half * half,
        stated(sum, rows),
        within(sum, rows),
        baselines(validation, sum, rows),
        shuffled(validation, sum, rows));
  }

  private static long stated(OpenedSum sum, long rows) {
    long stated = sum.count(ErrorLayout.STATED, "rows with a stated deviation");
    if (stated > rows) {
      throw new UnusableSumException("more rows have a stated deviation than there are");
    }
    return stated;
  }

  private static List<Long> within(OpenedSum sum, long rows) {
    List<Long> within = new ArrayList<>();
    long most = stated(sum, rows);
    for (int level = ValidationResult.LEVELS.size() - 1; level >= 0; level--) {
      long count = sum.count(ErrorLayout.WITHIN + level, "rows within an interval");
      if (count > most) {
        throw new UnusableSumException("a narrower interval holds more rows than a wider one");
      }
      within.add(0, count);
      most = count;
    }
    return within;
  }

  private static Optional<Baselines> baselines(Validation validation, OpenedSum sum, long rows) {
    double half = validation.target().halfWidth();
    return validation.baselines()
        ? Optional.of(
            new Baselines(
                errors(sum, ErrorLayout.BASELINES, rows, half),
                errors(sum, ErrorLayout.BASELINES + 2, rows, half)))
        : Optional.empty();
  }

  private static List<Double> shuffled(Validation validation, OpenedSum sum, long rows) {
    List<Double> shuffled = new ArrayList<>();
    for (int group = 0; group < validation.groups().size(); group++) {
      int at = ErrorLayout.shuffled(validation) + group;
      shuffled.add(rmse(sum, at, rows) * validation.target().halfWidth());
    }
    return shuffled;
  }

  private static MeanErrors errors(OpenedSum sum, int at, long rows, double half) {
    double most = ErrorLayout.MOST_ERROR * rows;
    double magnitude = sum.entryWithin(at, 0, most, "magnitudes of errors");
    return new MeanErrors(magnitude / rows * half, rmse(sum, at + 1, rows) * half);
  }

  private static double rmse(OpenedSum sum, int at, long rows) {
    double most = ErrorLayout.MOST_ERROR * ErrorLayout.MOST_ERROR * rows;
    return Math.sqrt(sum.entryWithin(at, 0, most, "squared errors") / rows);
  }

  private static Validation own(Computation computation) {
    if (computation instanceof Validation validation) {
      return validation;
    }
    throw new IllegalArgumentException(computation.code() + " is not a validation");
  }
}
