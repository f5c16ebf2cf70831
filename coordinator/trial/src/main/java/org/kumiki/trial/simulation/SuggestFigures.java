package org.kumiki.trial.simulation;

import java.util.Arrays;
import java.util.List;

/**
 * What {@link SuggestTrial} found. The names of the components are the fields of {@code bench
 * suggest --json}.
 *
 * @param first experiments that were drawn before the first suggestion; they count
 * @param everyone one search among all rows, as if one house held them
 * @param members one for each member that has rows to search
 */
public record SuggestFigures(
    String target, int features, int seeds, int first, Pool everyone, List<Pool> members) {
  public SuggestFigures {
    members = List.copyOf(members);
  }

  /**
   * Searches among the rows of one house.
   *
   * @param best so many rows are among the best
   * @param random and {@code own}, {@code federated}: experiments until one of them was found, for
   *     drawing, for a model of own rows and for the federated model with own rows; federated is
   *     null for everyone
   * @param randomRuns and the others: by seed
   */
  public record Pool(
      String name,
      int rows,
      int best,
      double random,
      double own,
      Double federated,
      List<Integer> randomRuns,
      List<Integer> ownRuns,
      List<Integer> federatedRuns) {
    static Pool of(String name, int rows, int best, List<int[]> runs, boolean federated) {
      List<Integer> random = runs.stream().map(run -> run[0]).toList();
      List<Integer> own = runs.stream().map(run -> run[1]).toList();
      List<Integer> shared = federated ? runs.stream().map(run -> run[2]).toList() : List.of();
      return new Pool(
          name,
          rows,
          best,
          median(random),
          median(own),
          federated ? median(shared) : null,
          random,
          own,
          shared);
    }
  }

  private static double median(List<Integer> values) {
    int[] sorted = values.stream().mapToInt(Integer::intValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
  }
}
