package org.kumiki.trial.simulation;

import java.util.Arrays;
import java.util.List;

/**
 * What {@link TransferTrial} found. The names of the components are the fields of {@code bench
 * transfer --json}; errors are mean absolute errors in the target's unit.
 *
 * @param sourceRows that the sources were trained on, over all members
 * @param sources what each took
 */
public record TransferFigures(
    String target,
    int features,
    int members,
    int sourceRows,
    int targetRows,
    int draws,
    List<SourceFigures> sources,
    List<SizeFigures> sizes) {
  public TransferFigures {
    sources = List.copyOf(sources);
    sizes = List.copyOf(sizes);
  }

  /**
   * One model of the source.
   *
   * @param trainingRmse in the source target's unit
   */
  public record SourceFigures(String name, double seconds, double trainingRmse) {}

  /** All ways with so many rows of the target. */
  public record SizeFigures(int rows, List<Way> ways) {
    public SizeFigures {
      ways = List.copyOf(ways);
    }
  }

  /**
   * One way to learn.
   *
   * @param chosen in how many draws the evidence chose it; null for what was chosen
   * @param better in how many draws it predicted better than direct training
   * @param errors one a draw
   */
  public record Way(
      String name,
      double median,
      double lowerQuartile,
      double upperQuartile,
      Integer chosen,
      int better,
      List<Double> errors) {
    static Way of(String name, double[] errors, double[] direct, Integer chosen) {
      int better = 0;
      for (int draw = 0; draw < errors.length; draw++) {
        better += errors[draw] < direct[draw] ? 1 : 0;
      }
      return new Way(
          name,
          quantile(errors, 0.5),
          quantile(errors, 0.25),
          quantile(errors, 0.75),
          chosen,
          better,
          Arrays.stream(errors).boxed().toList());
    }
  }

  /** Between the two nearest values in proportion (type 7 of Hyndman and Fan, 1996). */
  static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
