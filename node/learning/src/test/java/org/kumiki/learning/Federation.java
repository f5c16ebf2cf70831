package org.kumiki.learning;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Block;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;

/**
 * What the secure sum does to vectors, without the masks: fixed point in a ring of 2⁶⁴, the largest
 * scale that cannot overflow, an exact sum. Checks on the way that every vector obeys its encoding.
 */
public final class Federation {
  private Federation() {}

  /** Runs all rounds; each member's rows come as one batch. */
  public static Result run(Computation computation, List<Batch> members) {
    Algorithm algorithm = Algorithms.of(computation);
    Stage stage = algorithm.start(computation);
    while (stage instanceof State state) {
      stage = algorithm.merge(state, round(algorithm, state, members), members.size());
    }
    return (Result) stage;
  }

  /** Runs the rounds before the state of the given type. */
  public static <S extends State> S stateOf(
      Class<S> type, Computation computation, List<Batch> members) {
    Algorithm algorithm = Algorithms.of(computation);
    Stage stage = algorithm.start(computation);
    while (!type.isInstance(stage)) {
      State state = (State) stage;
      stage = algorithm.merge(state, round(algorithm, state, members), members.size());
    }
    return type.cast(stage);
  }

  /** The opened sum of one round. */
  public static double[] round(Algorithm algorithm, State state, List<Batch> members) {
    List<double[]> vectors = new ArrayList<>();
    for (Batch member : members) {
      Partial partial = algorithm.localStep(state).start();
      partial.add(member);
      vectors.add(partial.vector());
    }
    return fixedPointSum(algorithm.encoding(state), vectors);
  }

  /** What opens of some vectors. */
  public static double[] sum(Encoding encoding, List<double[]> vectors) {
    return fixedPointSum(encoding, vectors);
  }

  static double[] fixedPointSum(Encoding encoding, List<double[]> vectors) {
    double[] sum = new double[encoding.length()];
    int at = 0;
    for (Block block : encoding.blocks()) {
      int bits = fractionalBits(block.bound(), vectors.size());
      assertTrue(bits >= block.minFractionalBits(), () -> bits + " bits left for " + block);
      for (int end = at + block.length(); at < end; at++) {
        sum[at] = fixedPointSum(vectors, at, block.bound(), bits);
      }
    }
    vectors.forEach(vector -> assertTrue(vector.length == sum.length));
    return sum;
  }

  private static double fixedPointSum(List<double[]> vectors, int at, double bound, int bits) {
    long total = 0;
    for (double[] vector : vectors) {
      double value = vector[at];
      assertTrue(Math.abs(value) <= bound, () -> "entry " + at + " is " + value + " > " + bound);
      total = Math.addExact(total, (long) Math.rint(Math.scalb(value, bits)));
    }
    return Math.scalb((double) total, -bits);
  }

  /** The largest f ≤ 62 with n · (bound · 2^f + 1) < 2^63. */
  public static int fractionalBits(double bound, int members) {
    double room = BigInteger.ONE.shiftLeft(63).doubleValue();
    int bits = 62;
    while (members * (Math.scalb(bound, bits) + 1) >= room) {
      bits--;
    }
    return bits;
  }

  /** All rows of several batches as one. */
  public static Batch pool(List<Batch> members) {
    int width = members.get(0).columns().length;
    double[][] columns = new double[width][];
    for (int j = 0; j < width; j++) {
      int column = j;
      columns[j] =
          members.stream().flatMapToDouble(b -> Arrays.stream(b.columns()[column])).toArray();
    }
    return new Batch(columns[0].length, columns);
  }

  /** A batch from rows as people write them; NaN is missing. */
  public static Batch batch(double[][] rows, int width) {
    double[][] columns = new double[width][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < width; j++) {
        columns[j][i] = rows[i][j];
      }
    }
    return new Batch(rows.length, columns);
  }
}
