package org.kumiki.learning.computation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The answer to a {@link Validation}. An error counts as at most twice the width of the target's
 * domain, so that one row cannot outweigh all others.
 *
 * @param rows rows that trained nothing, over all members
 * @param contributors the organisations that contributed
 * @param bias the mean of measured − predicted
 * @param errors of the model
 * @param targetMean of these rows
 * @param targetVariance population variance of the target over these rows
 * @param statedRows rows for which the model said how sure it was
 * @param within how many of those lay in the intervals of {@link #LEVELS}, in order
 * @param baselines the errors of what each member predicts without the others, if it was asked
 * @param shuffled root mean squared error with a group of features shuffled, one a group
 */
public record ValidationResult(
    Validation computation,
    long rows,
    int contributors,
    double bias,
    MeanErrors errors,
    double targetMean,
    double targetVariance,
    long statedRows,
    List<Long> within,
    Optional<Baselines> baselines,
    List<Double> shuffled)
    implements Result {
  /** The probabilities of the intervals whose coverage is counted. */
  public static final List<Double> LEVELS = List.of(0.5, 0.8, 0.9, 0.95);

  /**
   * What each member predicts without the others.
   *
   * @param mean by the mean of its own rows that trained
   * @param local by the same kind of model, trained on its own rows alone; where they determine
   *     none, by their mean
   */
  public record Baselines(MeanErrors mean, MeanErrors local) {}

  public ValidationResult {
    within = List.copyOf(within);
    shuffled = List.copyOf(shuffled);
    StageCheck.counted(rows, contributors);
    StageCheck.within(statedRows, rows);
    StageCheck.sized(shuffled, computation.groups().size());
    if (within.size() != LEVELS.size() || baselines.isPresent() != computation.baselines()) {
      throw new IllegalArgumentException("a validation answers what it was asked");
    }
    within.forEach(count -> StageCheck.within(count, statedRows));
    if (rows == 0
        || !(targetVariance >= 0 && Double.isFinite(targetVariance + targetMean + bias))) {
      throw new IllegalArgumentException("errors are of at least one row, and finite");
    }
    for (double error : shuffled) {
      if (!(error >= 0 && Double.isFinite(error))) {
        throw new IllegalArgumentException("an error is finite and at least 0");
      }
    }
    bias += 0.0;
    targetMean += 0.0;
    targetVariance += 0.0;
  }

  /** 1 − mean squared error over variance, of these rows; NaN where they do not vary. */
  public double r2() {
    return targetVariance > 0 ? 1 - errors.rmse() * errors.rmse() / targetVariance : Double.NaN;
  }

  @Override
  public <T> T fold(
      Function<? super MomentsResult, ? extends T> moments,
      Function<? super RegressionModel, ? extends T> model,
      Function<? super RehearsalResult, ? extends T> rehearsal,
      Function<? super ValidationResult, ? extends T> validation) {
    return validation.apply(this);
  }
}
