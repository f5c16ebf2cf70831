package org.kumiki.trial.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Loss;
import org.kumiki.trial.simulation.TimedStudy;

/**
 * Boosted trees over members in this process, by plain and by secure sums. Each member and the
 * coordinator run in turn on this machine, so that the times are the sum of everybody's work; what
 * a network adds is not in them.
 */
public final class GbdtBench {
  private static final int WARM_UP_TREES = 3;
  private static final double BOUND = 8;

  private GbdtBench() {}

  /**
   * What to measure.
   *
   * @param rows of each member
   */
  public record Request(int members, int rows, int features, int trees, int depth) {}

  /**
   * @throws IllegalStateException if the two runs give different models
   */
  public static GbdtFigures run(Request request) {
    List<Batch> batches = batches(request);
    TimedStudy warmUp = new TimedStudy(method(WARM_UP_TREES, request.depth()), BOUND, batches);
    warmUp.clear();
    warmUp.secure();
    TimedStudy study = new TimedStudy(method(request.trees(), request.depth()), BOUND, batches);
    TimedStudy.Run clear = study.clear();
    TimedStudy.Run secure = study.secure();
    if (!clear.progress().hash().equals(secure.progress().hash())) {
      throw new IllegalStateException("secure and plain sums gave different models");
    }
    return new GbdtFigures(
        request.members(),
        request.rows(),
        request.features(),
        request.trees(),
        request.depth(),
        secure.rounds(),
        clear.bytesUpPerMember() / Long.BYTES,
        clear.seconds(),
        secure.seconds(),
        secure.seconds() / clear.seconds(),
        clear.cpuSeconds(),
        secure.cpuSeconds(),
        secure.bytesUpPerMember(),
        AesInstructions.kind());
  }

  private static Method method(int trees, int depth) {
    return new Method.BoostedTrees(
        trees, depth, 0.1, 255, 1, 10, Loss.SQUARED, List.of(), List.of(), 0, 4);
  }

  /** Normal columns, a curved law of the first ones, and noise. */
  private static List<Batch> batches(Request request) {
    List<Batch> batches = new ArrayList<>();
    for (int m = 0; m < request.members(); m++) {
      Random random = new Random(m);
      double[][] columns = new double[request.features() + 1][request.rows()];
      for (int i = 0; i < request.rows(); i++) {
        double target = 0;
        for (int j = 0; j < request.features(); j++) {
          double x = within(random.nextGaussian());
          columns[j][i] = x;
          target += j < 10 ? Math.sin(x + j) : 0;
        }
        columns[request.features()][i] = within(target / 2 + 0.3 * random.nextGaussian());
      }
      batches.add(new Batch(request.rows(), columns));
    }
    return batches;
  }

  private static double within(double value) {
    return Math.max(-BOUND, Math.min(BOUND, value));
  }
}
