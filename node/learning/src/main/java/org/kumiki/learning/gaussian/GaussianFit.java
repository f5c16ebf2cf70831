package org.kumiki.learning.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.computation.OpenedSum;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.gaussian.HyperparameterChoice.Hyperparameters;
import org.kumiki.learning.matrix.Cholesky;

/** The merge of a Gaussian process's third round. Not thread-safe; one use. */
final class GaussianFit {
  private final GaussianProcess process;
  private final Standardised state;
  private final FeatureLayout layout;
  private final OpenedSum sum;

  GaussianFit(GaussianProcess process, Standardised state, double[] entries) {
    this.process = process;
    this.state = state;
    this.layout = new FeatureLayout(process, state);
    this.sum = new OpenedSum(entries, layout.length());
    sum.requireRows(state.rows());
    requireFolds();
  }

  GaussianModel model(int contributors) {
    int[] used = usedFolds();
    boolean folded = used.length > 1;
    List<List<FeatureSums>> sums = new ArrayList<>();
    for (int width = 0; width < layout.widths(); width++) {
      sums.add(sums(width, used));
    }
    List<FeatureSums> all =
        sums.stream().map(parts -> parts.stream().reduce(FeatureSums::plus).orElseThrow()).toList();
    Hyperparameters chosen =
        folded
            ? HyperparameterChoice.byFolds(process, sums)
            : HyperparameterChoice.byEvidence(process, all);
    FeatureSums total = all.get(chosen.width());
    double validation = folded ? rmse(chosen.loss()) : Double.NaN;
    return model(contributors, chosen, total, validation);
  }

  private GaussianModel model(
      int contributors, Hyperparameters chosen, FeatureSums total, double validationRmse) {
    double[] weights = Cholesky.of(total.shifted(chosen.ratio())).solve(total.moments());
    double squares = Math.max(0, total.squares());
    return new GaussianModel(
        process,
        state.rows(),
        contributors,
        state.features(),
        state.target(),
        layout.lengthscales()[chosen.width()],
        squares == 0 ? 0 : Math.sqrt(chosen.variance()),
        chosen.ratio(),
        rmse(total.squaredError(weights)),
        validationRmse,
        rmse(squares),
        finite(total.moments()),
        finite(triangle(total)));
  }

  /** Folds without rows say nothing; a table of one material has one with rows. */
  private int[] usedFolds() {
    int[] used = new int[layout.folds()];
    int count = 0;
    for (int fold = 0; fold < used.length; fold++) {
      if (rows(fold) > 0) {
        used[count++] = fold;
      }
    }
    return Arrays.copyOf(used, count);
  }

  private void requireFolds() {
    long rows = 0;
    for (int fold = 0; fold < layout.folds(); fold++) {
      rows += rows(fold);
    }
    if (rows != state.rows()) {
      throw new UnusableSumException("the folds do not hold all rows");
    }
  }

  private long rows(int fold) {
    return sum.count(layout.foldRows(fold), "rows of a fold");
  }

  private List<FeatureSums> sums(int width, int[] folds) {
    List<FeatureSums> sums = new ArrayList<>();
    for (int fold : folds) {
      sums.add(sums(layout.start(width, fold), rows(fold)));
    }
    return sums;
  }

  private FeatureSums sums(int start, long rows) {
    int l = process.randomFeatures();
    double[] gram = new double[l * l];
    double[] moments = new double[l];
    for (int i = 0; i < l; i++) {
      moments[i] = sum.entry(start + layout.index(i, l));
      for (int j = i; j < l; j++) {
        gram[i * l + j] = sum.entry(start + layout.index(i, j));
        gram[j * l + i] = gram[i * l + j];
      }
    }
    return new FeatureSums(rows, gram, moments, sum.entry(start + layout.index(l, l)));
  }

  private static double[] triangle(FeatureSums total) {
    int l = total.features();
    double[] triangle = new double[l * (l + 1) / 2];
    int at = 0;
    for (int i = 0; i < l; i++) {
      for (int j = i; j < l; j++) {
        triangle[at++] = total.gram()[i * l + j];
      }
    }
    return triangle;
  }

  /** In the target's unit. */
  private double rmse(double squares) {
    return state.target().std() * Math.sqrt(squares / state.rows());
  }

  // Sums of rows are finite; what else somebody sent may overflow when it is added up.
  private static Numbers finite(double[] values) {
    try {
      return Numbers.of(values);
    } catch (IllegalArgumentException e) {
      throw new UnusableSumException("the sums have no finite solution");
    }
  }
}
