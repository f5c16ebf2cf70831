package org.kumiki.learning.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kumiki.learning.computation.Batch;

/**
 * One way to learn from own rows.
 *
 * @param source none for {@link Way#DIRECT}
 */
public record Candidate(Way way, Optional<Source> source) {
  /** How a source is used. */
  public enum Way {
    /** Not at all: own rows alone. */
    DIRECT,
    /**
     * y = a + b·(what the source predicts) + a small model, of own columns, of what that leaves.
     */
    WARM_START,
    /** A small model whose inputs are what the source has made of the columns. */
    FROZEN_FEATURES
  }

  public Candidate {
    if (source.isEmpty() != (way == Way.DIRECT)) {
      throw new IllegalArgumentException("direct training has no source, all else has one");
    }
    if (way == Way.FROZEN_FEATURES && !source.orElseThrow().hasFeatures()) {
      throw new IllegalArgumentException(source.get().name() + " has no features to freeze");
    }
  }

  /** Direct training first, then all ways of each source. */
  public static List<Candidate> of(List<Source> sources) {
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(new Candidate(Way.DIRECT, Optional.empty()));
    for (Source source : sources) {
      candidates.add(new Candidate(Way.WARM_START, Optional.of(source)));
      if (source.hasFeatures()) {
        candidates.add(new Candidate(Way.FROZEN_FEATURES, Optional.of(source)));
      }
    }
    return candidates;
  }

  /** The way and the source's name, for people. */
  public String label() {
    return switch (way) {
      case DIRECT -> "direct";
      case WARM_START -> source.orElseThrow().name() + ", warm start";
      case FROZEN_FEATURES -> source.orElseThrow().name() + ", frozen features";
    };
  }

  /**
   * The model that this way makes of own rows.
   *
   * @param rows the columns, then the target, which each row has
   */
  public TransferredModel fit(Batch rows) {
    return fit(read(rows), target(rows), IntStream.range(0, rows.rows()).toArray());
  }

  static double[] target(Batch rows) {
    return rows.columns()[rows.columns().length - 1];
  }

  /**
   * What a way reads of rows.
   *
   * @param base what the source predicts; 0 without a warm start
   * @param inputs of the small model, one row a row
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
  record Reading(double[] base, double[][] inputs) {}

  Reading read(Batch rows) {
    return switch (way) {
      case DIRECT -> new Reading(new double[rows.rows()], columns(rows));
      case WARM_START -> new Reading(source.orElseThrow().predict(rows), columns(rows));
      case FROZEN_FEATURES ->
          new Reading(new double[rows.rows()], source.orElseThrow().features(rows));
    };
  }

  TransferredModel fit(Reading reading, double[] target, int[] rows) {
    double[] base = Arrays.stream(rows).mapToDouble(i -> reading.base()[i]).toArray();
    double[] y = Arrays.stream(rows).mapToDouble(i -> target[i]).toArray();
    double factor = factor(base, y);
    double[] rest = new double[y.length];
    Arrays.setAll(rest, i -> y[i] - factor * base[i]);
    double[][] inputs =
        Arrays.stream(rows).mapToObj(i -> reading.inputs()[i]).toArray(double[][]::new);
    boolean common = way == Way.FROZEN_FEATURES;
    return new TransferredModel(this, factor, SmallRegression.fit(inputs, rest, common));
  }

  /** b of the least squares of y on a + b·base; 0 where the base does not vary. */
  private static double factor(double[] base, double[] y) {
    double baseMean = Arrays.stream(base).average().orElse(0);
    double yMean = Arrays.stream(y).average().orElse(0);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < y.length; i++) {
      products += (base[i] - baseMean) * (y[i] - yMean);
      squares += (base[i] - baseMean) * (base[i] - baseMean);
    }
    return squares > 0 ? products / squares : 0;
  }

  /** One row a row; columns that are no features of own rows are read as they are. */
  private static double[][] columns(Batch rows) {
    int features = rows.columns().length - 1;
    double[][] inputs = new double[rows.rows()][features];
    for (int i = 0; i < inputs.length; i++) {
      for (int j = 0; j < features; j++) {
        inputs[i][j] = rows.columns()[j][i];
      }
    }
    return inputs;
  }
}
