package org.kumiki.trial.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kumiki.exchange.round.Progress;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.Result;

/**
 * Lets each member choose among its own model, the federated one, and the federated one with a
 * correction of its own, by cross-validation inside its training rows: the rows of a fold are
 * withheld by all members at once, so that no model that predicts them has seen them. Rows with
 * equal features are in one fold. What the models chose for themselves (width and noise of a
 * Gaussian process) is not chosen again for each fold. Not thread-safe.
 */
final class Personalisation {
  private static final int FOLDS = 5;

  private final ModelFamily model;
  private final Question question;
  private final Members members;
  private final List<Batch> training;
  private final List<int[]> folds;
  private final Alone alone;

  /**
   * @param training one a member, of the columns that the question reads
   * @param features the same rows with all columns of the file, the target last
   */
  Personalisation(
      ModelFamily model,
      Question question,
      Members members,
      List<Batch> training,
      List<Batch> features) {
    this.model = model;
    this.question = question;
    this.members = members;
    this.training = training;
    this.folds = features.stream().map(Personalisation::folds).toList();
    this.alone = new Alone(question);
  }

  /**
   * What each member keeps.
   *
   * @param own each member's own model, where there is one
   */
  List<Personal> choose(Result federated, List<Optional<Result>> own) {
    List<Rounds> byMember = new ArrayList<>();
    training.forEach(rows -> byMember.add(new Rounds(rows)));
    for (int fold = 0; fold < FOLDS; fold++) {
      predict(fold, federated, own, byMember);
    }
    return byMember.stream().map(Rounds::choice).toList();
  }

  /** What a member predicts by, with what it has kept. */
  Optional<Predictor> kept(
      Personal.Kind kind, Predictor federated, Optional<Predictor> own, Batch rows) {
    return switch (kind) {
      case LOCAL -> own;
      case FEDERATED -> Optional.of(federated);
      case CORRECTED -> alone.corrected(model, federated, rows);
    };
  }

  private void predict(
      int fold, Result federated, List<Optional<Result>> own, List<Rounds> byMember) {
    List<Batch> rest = new ArrayList<>();
    for (int m = 0; m < training.size(); m++) {
      rest.add(rows(m, fold, false));
    }
    Optional<Predictor> byAll = byAll(federated, rest);
    for (int m = 0; m < training.size(); m++) {
      Batch held = rows(m, fold, true);
      if (held.rows() > 0) {
        ModelFamily alike = own.get(m).map(model::fixedBy).orElse(model);
        Batch others = rest.get(m);
        Rounds rounds = byMember.get(m);
        int[] places = places(m, fold, true);
        put(rounds.local, places, alone.fit(alike, others).map(alike::predictor), held);
        put(rounds.federated, places, byAll, held);
        put(
            rounds.corrected,
            places,
            byAll.flatMap(predictor -> alone.corrected(model, predictor, others)),
            held);
      }
    }
  }

  /** By plain sums, which give the same bits as secure ones; none if too few could contribute. */
  private Optional<Predictor> byAll(Result federated, List<Batch> rest) {
    ModelFamily alike = model.fixedBy(federated);
    Federation federation = new Federation(members, question.study(alike, rest), rest);
    return federation.clear().progress() instanceof Progress.Done done
        ? Optional.of(alike.predictor(done.result()))
        : Optional.empty();
  }

  private static void put(double[] into, int[] places, Optional<Predictor> by, Batch rows) {
    if (by.isPresent()) {
      double[] predicted = by.get().predict(rows);
      for (int i = 0; i < places.length; i++) {
        into[places[i]] = predicted[i];
      }
    }
  }

  private Batch rows(int member, int fold, boolean held) {
    Batch all = training.get(member);
    int[] places = places(member, fold, held);
    double[][] columns = new double[all.columns().length][];
    for (int j = 0; j < columns.length; j++) {
      double[] column = all.columns()[j];
      columns[j] = IntStream.of(places).mapToDouble(i -> column[i]).toArray();
    }
    return new Batch(places.length, columns);
  }

  private int[] places(int member, int fold, boolean held) {
    int[] of = folds.get(member);
    return IntStream.range(0, of.length).filter(i -> (of[i] == fold) == held).toArray();
  }

  private static int[] folds(Batch rows) {
    int[] folds = new int[rows.rows()];
    for (int i = 0; i < folds.length; i++) {
      double[] features = new double[rows.columns().length - 1];
      for (int j = 0; j < features.length; j++) {
        features[j] = rows.columns()[j][i];
      }
      // Odd multiples spread the hash, whose low bits of whole numbers are alike.
      folds[i] = Math.floorMod((Arrays.hashCode(features) * 0x9e3779b9) >>> 8, FOLDS);
    }
    return folds;
  }

  /** One member's rows as each kind of model predicts them that has not seen them. */
  private static final class Rounds {
    private final double[] actual;
    private final double[] local;
    private final double[] federated;
    private final double[] corrected;

    Rounds(Batch rows) {
      this.actual = rows.columns()[rows.columns().length - 1];
      this.local = none(rows.rows());
      this.federated = none(rows.rows());
      this.corrected = none(rows.rows());
    }

    Personal choice() {
      return Personal.of(actual, local, federated, corrected);
    }

    private static double[] none(int rows) {
      double[] none = new double[rows];
      Arrays.fill(none, Double.NaN);
      return none;
    }
  }
}
