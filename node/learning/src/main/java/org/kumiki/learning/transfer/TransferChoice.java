package org.kumiki.learning.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.statistics.SeededNumbers;
import org.kumiki.learning.validation.ErrorMeasures;

/**
 * Chooses by evidence among direct training and all ways of several sources ("shotgun transfer",
 * Yamada et al., ACS Cent. Sci. 5, 2019): each way is trained anew on all own rows but a fold and
 * predicts that fold. The smallest mean absolute error of withheld rows wins, and direct training
 * wins where it is equal, so that a source that misleads is left alone.
 *
 * @param model the chosen way, trained on all rows
 * @param scores of all ways, direct training first
 */
public record TransferChoice(TransferredModel model, List<Score> scores) {
  /** Fewer rows tell one way from another by chance. */
  public static final int MIN_ROWS = 10;

  /** A small model takes the cube of its rows: minutes beyond it. */
  public static final int MAX_ROWS = 2000;

  private static final int FOLDS = 5;

  public TransferChoice {
    scores = List.copyOf(scores);
  }

  /**
   * What a way was worth on withheld rows.
   *
   * @param withheld errors in the target's unit
   * @param gain by how much its mean absolute error is below that of direct training, on the same
   *     rows
   * @param gainError the standard error of the gain, from the rows' differences
   */
  public record Score(Candidate candidate, ErrorMeasures withheld, double gain, double gainError) {
    static Score of(Candidate candidate, double[] target, double[] predicted, double[] direct) {
      double[] better = new double[target.length];
      Arrays.setAll(
          better, i -> Math.abs(target[i] - direct[i]) - Math.abs(target[i] - predicted[i]));
      double gain = Arrays.stream(better).average().orElseThrow();
      double squares = Arrays.stream(better).map(x -> (x - gain) * (x - gain)).sum();
      double variance = squares / (better.length - 1) / better.length;
      return new Score(candidate, ErrorMeasures.of(target, predicted), gain, Math.sqrt(variance));
    }
  }

  /**
   * @param rows own columns, then the target, which each row has
   * @param seed of the folds; rows with equal columns are never split between two of them
   * @throws IllegalArgumentException in one sentence, if there are too few or too many rows
   */
  public static TransferChoice of(Batch rows, List<Source> sources, long seed) {
    if (rows.rows() < MIN_ROWS || rows.rows() > MAX_ROWS) {
      throw new IllegalArgumentException(
          "transfer needs "
              + MIN_ROWS
              + " to "
              + MAX_ROWS
              + " rows with the target, and there are "
              + rows.rows());
    }
    int[] folds = folds(rows, seed);
    List<Score> scores = new ArrayList<>();
    Score best = null;
    double[] direct = null;
    for (Candidate candidate : Candidate.of(sources)) {
      double[] predicted = withheld(candidate, rows, folds);
      // Direct training comes first.
      direct = direct == null ? predicted : direct;
      Score score = Score.of(candidate, Candidate.target(rows), predicted, direct);
      scores.add(score);
      best = best == null || score.withheld().mae() < best.withheld().mae() ? score : best;
    }
    return new TransferChoice(best.candidate().fit(rows), scores);
  }

  private static double[] withheld(Candidate candidate, Batch rows, int[] folds) {
    double[] target = Candidate.target(rows);
    Candidate.Reading reading = candidate.read(rows);
    double[] predicted = new double[target.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      int withheld = fold;
      int[] rest = rows(i -> folds[i] != withheld, folds.length);
      TransferredModel model = candidate.fit(reading, target, rest);
      for (int i : rows(i -> folds[i] == withheld, folds.length)) {
        predicted[i] = model.predict(reading, i);
      }
    }
    return predicted;
  }

  private static int[] rows(IntPredicate which, int count) {
    return IntStream.range(0, count).filter(which).toArray();
  }

  /** The fold of each row: drawn, as equal in size as equal rows allow. */
  private static int[] folds(Batch rows, long seed) {
    SeededNumbers numbers = new SeededNumbers(SeededNumbers.mixed(seed));
    Map<List<Double>, Integer> foldOf = new HashMap<>();
    int[] sizes = new int[FOLDS];
    int[] folds = new int[rows.rows()];
    for (int i : shuffled(rows.rows(), numbers)) {
      int fold = foldOf.computeIfAbsent(key(rows, i), key -> smallest(sizes));
      sizes[fold]++;
      folds[i] = fold;
    }
    if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
      throw new IllegalArgumentException(
          "transfer needs at least " + FOLDS + " different rows to withhold some of them");
    }
    return folds;
  }

  private static List<Double> key(Batch rows, int row) {
    return IntStream.range(0, rows.columns().length - 1)
        .mapToObj(j -> rows.columns()[j][row])
        .toList();
  }

  private static int smallest(int[] sizes) {
    int smallest = 0;
    for (int fold = 1; fold < sizes.length; fold++) {
      smallest = sizes[fold] < sizes[smallest] ? fold : smallest;
    }
    return smallest;
  }

  private static int[] shuffled(int count, SeededNumbers numbers) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = (int) (numbers.uniform() * (i + 1));
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
