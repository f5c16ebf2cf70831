package org.kumiki.learning.gbdt;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Binning;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Boosting;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.computation.OpenedSum;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.Tree;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Variable;

/**
 * A round of counts, from which common quantile bins follow. The first counts 512 equal intervals
 * of each feature's range (its domain, within the clip about its mean); each later one counts
 * intervals that were divided where counts crowd and joined where there are few, see {@link
 * Partition}; after {@value Binning#ROUNDS} the intervals become bins.
 *
 * <p>The vector: the rows; then for each feature that varies the rows in each interval, then those
 * that do not report it. Immutable.
 *
 * @param features as in {@link Binning}, as are {@code target} and {@code partitions}
 */
record BinRound(
    BoostedTrees computation,
    long rows,
    List<Spread> features,
    Spread target,
    int round,
    List<Numbers> partitions) {

  static BinRound first(BoostedTrees trees, Standardised state) {
    List<Numbers> partitions = new ArrayList<>();
    for (int j = 0; j < state.features().size(); j++) {
      Spread spread = state.features().get(j);
      partitions.add(
          spread.leftOut()
              ? Numbers.of(new double[0])
              : range(trees.features().get(j), spread, trees));
    }
    return new BinRound(trees, state.rows(), state.features(), state.target(), 1, partitions);
  }

  static BinRound later(Binning state) {
    return new BinRound(
        state.computation(),
        state.rows(),
        state.features(),
        state.target(),
        state.round(),
        state.partitions());
  }

  private static Numbers range(Variable variable, Spread spread, BoostedTrees trees) {
    double unit = Coarse.unit(spread.std());
    double reach = trees.clip() * spread.std();
    double lower = Math.max(variable.lower(), Coarse.round(spread.mean() - reach, unit));
    double upper = Math.min(variable.upper(), Coarse.round(spread.mean() + reach, unit));
    boolean wide = lower < upper;
    return wide
        ? Partition.equal(lower, upper)
        : Partition.equal(variable.lower(), variable.upper());
  }

  static Encoding encoding(BinRound round) {
    double most = Math.min(round.computation.maxRowsPerMember(), round.rows);
    return new Encoding.Builder().run(round.length(), most, 0).build();
  }

  static LocalStep localStep(State state, BinRound round) {
    return () -> new CountPartial(state, round);
  }

  private int length() {
    int length = 1;
    for (Numbers partition : partitions) {
      // k ends bound k − 1 intervals; the last count is that of missing values.
      length += partition.size();
    }
    return length;
  }

  Stage merge(double[] entries, int contributors) {
    OpenedSum sum = new OpenedSum(entries, length());
    sum.requireRows(rows);
    List<double[]> counts = new ArrayList<>();
    int at = 1;
    for (int j = 0; j < partitions.size(); j++) {
      counts.add(counts(sum, at, j));
      at += partitions.get(j).size();
    }
    return round < Binning.ROUNDS ? refined(counts, contributors) : binned(counts, contributors);
  }

  private double[] counts(OpenedSum sum, int at, int feature) {
    int ends = partitions.get(feature).size();
    double[] counts = new double[Math.max(0, ends - 1)];
    double total = 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = sum.count(at + i, "values in an interval");
      total += counts[i];
    }
    if (ends > 0 && total + sum.count(at + counts.length, "missing values") != rows) {
      throw new UnusableSumException("the counts of a feature are not those of the rows");
    }
    return counts;
  }

  private Binning refined(List<double[]> counts, int contributors) {
    List<Numbers> finer = new ArrayList<>();
    for (int j = 0; j < counts.size(); j++) {
      Numbers partition = partitions.get(j);
      boolean none = partition.size() == 0;
      finer.add(none ? partition : Partition.refined(partition, counts.get(j), computation.bins()));
    }
    return new Binning(computation, rows, contributors, features, target, round + 1, finer);
  }

  private Boosting binned(List<double[]> counts, int contributors) {
    List<Numbers> cuts = new ArrayList<>();
    for (int j = 0; j < counts.size(); j++) {
      Numbers partition = partitions.get(j);
      boolean none = partition.size() == 0;
      cuts.add(none ? partition : Partition.cuts(partition, counts.get(j), computation.bins()));
    }
    double unit = Coarse.unit(target.std());
    return new Boosting(
        computation,
        rows,
        contributors,
        features,
        Coarse.round(target.mean(), unit),
        unit,
        target.std(),
        cuts,
        List.of(),
        new Tree(List.of(Tree.Node.leaf(0))),
        List.of(TreeGrowth.ROOT),
        Boosting.Best.NONE);
  }

  private static final class CountPartial extends Partial {
    private static final Lookup NOWHERE = new Lookup(new double[0]);

    /** Of each feature the number of counts, 0 if it has none; then what tells intervals. */
    private final int[] counts;

    private final List<Lookup> intervals;

    CountPartial(State state, BinRound round) {
      super(state, round.length(), WholeNumbers.ONLY);
      this.counts = round.partitions.stream().mapToInt(Numbers::size).toArray();
      this.intervals =
          round.partitions.stream()
              .map(ends -> ends.size() == 0 ? NOWHERE : Partition.intervals(ends.toArray()))
              .toList();
    }

    @Override
    protected void accumulate(Batch batch, int[] usedRows) {
      int at = 1;
      for (int j = 0; j < counts.length; j++) {
        if (counts[j] > 0) {
          count(batch.columns()[j], usedRows, j, at);
        }
        at += counts[j];
      }
    }

    private void count(double[] column, int[] usedRows, int feature, int at) {
      double[] vector = wholeNumbers();
      Lookup lookup = intervals.get(feature);
      int missing = at + counts[feature] - 1;
      for (int i : usedRows) {
        double x = column[i];
        vector[Double.isNaN(x) ? missing : at + lookup.reached(x)]++;
      }
    }
  }
}
