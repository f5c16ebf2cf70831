package org.kumiki.learning.gbdt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kumiki.learning.computation.Numbers;

/**
 * Intervals of one feature's range, to be counted, refined and at last made into bins. The ends e₀
 * &lt; … &lt; eₖ bound k intervals, eᵢ ≤ x &lt; eᵢ₊₁, of which the outermost also hold what lies
 * beyond. Everything follows from the ends and the counts by comparisons and exactly rounded
 * operations.
 */
final class Partition {
  /**
   * Twice the largest number of bins: neighbours that share less than half a bin would come into
   * one anyway.
   */
  private static final int INTERVALS = 512;

  /** A feature never has more ends: joined neighbours, gaps between them, and divided ones. */
  static final int MOST_ENDS = 7 * INTERVALS;

  private Partition() {}

  /** Equal intervals of a range; fewer where doubles are not as fine. */
  static Numbers equal(double lower, double upper) {
    Ends ends = new Ends(lower);
    ends.divide(upper, INTERVALS);
    return ends.numbers();
  }

  /**
   * Tells the interval of a reported value: the number of inner ends that it reaches.
   *
   * @param ends at least two
   */
  static Lookup intervals(double[] ends) {
    return new Lookup(Arrays.copyOfRange(ends, 1, ends.length - 1));
  }

  /** The bin of a reported value: the number of cuts that it reaches. */
  static int bin(double[] cuts, double x) {
    // Without its sign: binarySearch orders -0.0 below 0.0, and a split does not.
    int at = Arrays.binarySearch(cuts, x + 0.0);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /**
   * Divides intervals with more than their share of the counts, and joins those that together have
   * no more. Empty stretches stay apart, so that a bin can end in the middle of a gap. Intervals as
   * heavy as a bin may be single values that nothing divides, so they have a share of their own.
   */
  static Numbers refined(Numbers partition, double[] counts, int bins) {
    List<Run> runs = Run.of(partition, counts);
    double total = Run.total(runs);
    if (total == 0) {
      return partition;
    }
    double heavy = total / bins;
    double light = Run.total(runs.stream().filter(run -> run.count() < heavy).toList());
    double share = light / INTERVALS;
    Ends ends = new Ends(partition.get(0));
    for (Run run : joined(runs, share)) {
      double fair = run.count() < heavy ? share : total / INTERVALS;
      int pieces = run.count() > fair ? (int) Math.ceil(run.count() / fair) : 1;
      ends.divide(run.upper(), pieces);
    }
    return ends.numbers();
  }

  private static List<Run> joined(List<Run> runs, double share) {
    List<Run> joined = new ArrayList<>();
    for (Run run : runs) {
      int last = joined.size() - 1;
      if (run.count() > 0 && last >= 0) {
        // The neighbour, or the one before the empty stretch between.
        int with = joined.get(last).count() > 0 ? last : last - 1;
        if (with >= 0 && joined.get(with).count() + run.count() <= share) {
          Run left = joined.get(with);
          joined.subList(with, joined.size()).clear();
          joined.add(new Run(left.lower(), run.upper(), left.count() + run.count()));
          continue;
        }
      }
      joined.add(run);
    }
    return joined;
  }

  /**
   * The cuts between at most so many bins of about equal counts. An interval as heavy as a fair bin
   * is one alone, and the others divide what is left (as LightGBM does, bin.cpp); an empty stretch
   * is cut in its middle.
   */
  static Numbers cuts(Numbers partition, double[] counts, int bins) {
    List<Run> full = Run.of(partition, counts).stream().filter(run -> run.count() > 0).toList();
    double heavy = Run.total(full) / bins;
    List<Run> light = full.stream().filter(run -> run.count() < heavy).toList();
    double rest = Run.total(light);
    int binsLeft = bins - (full.size() - light.size());
    double fair = rest / Math.max(1, binsLeft);
    double inBin = 0;
    List<Double> cuts = new ArrayList<>();
    for (int i = 0; i + 1 < full.size() && cuts.size() + 1 < bins; i++) {
      Run run = full.get(i);
      Run next = full.get(i + 1);
      boolean alone = run.count() >= heavy;
      inBin += run.count();
      rest -= alone ? 0 : run.count();
      boolean beforeHeavy = next.count() >= heavy && inBin >= fair / 2;
      if (full.size() <= bins || alone || inBin >= fair || beforeHeavy) {
        cuts.add((run.upper() + next.lower()) / 2);
        binsLeft -= alone ? 0 : 1;
        fair = rest / Math.max(1, binsLeft);
        inBin = 0;
      }
    }
    return Numbers.of(cuts.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Neighbouring intervals, all empty, or one that is not. */
  private record Run(double lower, double upper, double count) {
    static List<Run> of(Numbers ends, double[] counts) {
      List<Run> runs = new ArrayList<>();
      for (int i = 0; i < counts.length; i++) {
        int last = runs.size() - 1;
        if (counts[i] == 0 && last >= 0 && runs.get(last).count() == 0) {
          runs.set(last, new Run(runs.get(last).lower(), ends.get(i + 1), 0));
        } else {
          runs.add(new Run(ends.get(i), ends.get(i + 1), counts[i]));
        }
      }
      return runs;
    }

    static double total(List<Run> runs) {
      double total = 0;
      for (Run run : runs) {
        total += run.count();
      }
      return total;
    }
  }

  /** Collects ascending ends. */
  private static final class Ends {
    private final List<Double> ends = new ArrayList<>();

    Ends(double first) {
      ends.add(first);
    }

    void divide(double upper, int pieces) {
      double lower = ends.get(ends.size() - 1);
      for (int i = 1; i <= pieces; i++) {
        double end = i == pieces ? upper : lower + (upper - lower) * ((double) i / pieces);
        if (end > ends.get(ends.size() - 1) && (end < upper || i == pieces)) {
          ends.add(end);
        }
      }
    }

    Numbers numbers() {
      return Numbers.of(ends.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
