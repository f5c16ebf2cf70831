package org.kumiki.trial.simulation;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.kumiki.exchange.round.LocalConsortium;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.descriptor.PhysicsPrior;
import org.kumiki.learning.validation.ErrorMeasures;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.trial.simulation.SimulationResult.MemberOutcome;
import org.kumiki.trial.simulation.table.Table;
import org.kumiki.trial.simulation.table.TableReader;

/**
 * Trains one model three times over and compares: each member alone, all by sums, all rows pooled;
 * then lets each member keep what its own validation prefers.
 *
 * <p>Everything but the masks follows from the file and the request, to the last bit. Not
 * thread-safe; one run.
 */
public final class Simulation {
  /** A study names its terms in one message; see {@link Study}. */
  private static final int MAX_FEATURES = 2000;

  /** What the protocol is planned for; every pair of members agrees on keys. */
  private static final int MAX_MEMBERS = 300;

  private final SimulationRequest request;
  private final Consumer<String> progress;
  private final SecureRandom random;
  private final Table table;
  private final Members members;
  private final Question question;
  private final List<Batch> training = new ArrayList<>();
  private final Personalisation personalisation;
  private final List<Personal> personal = new ArrayList<>();

  private Simulation(SimulationRequest request, Table table, Consumer<String> progress) {
    this.request = request;
    this.progress = progress;
    this.random = new SecureRandom();
    this.table = table;
    this.members = Members.of(table.members().size(), random);
    this.question = new Question(request.model(), table, members.roster());
    List<Batch> rows = new ArrayList<>();
    for (int m = 0; m < table.members().size(); m++) {
      rows.add(table.batch(table.rowsOf(m, false)));
      training.add(question.columns(rows.get(m)));
    }
    this.personalisation = new Personalisation(request.model(), question, members, training, rows);
  }

  /**
   * @param progress told, in a line each, how far it has come
   * @throws CommandFailure if the file or the members do not allow it
   * @throws org.kumiki.node.ingest.CsvRefusal if the file cannot be read safely
   */
  public static SimulationResult run(SimulationRequest request, Consumer<String> progress)
      throws IOException {
    progress.accept("reading " + request.table().data());
    Optional<PhysicsPrior> prior =
        ModelChoice.prior((String) request.model().settings().get("prior"));
    Table table = TableReader.read(request.table(), prior);
    requireFeasible(request, table);
    Simulation simulation = new Simulation(request, table, progress);
    simulation.requireContributors();
    return simulation.run();
  }

  private SimulationResult run() {
    Study study = question.study(training);
    progress.accept("training by " + (request.secure() ? "secure" : "plain") + " sums");
    Federation federation = new Federation(members, study, training);
    LocalConsortium.Outcome outcome =
        request.secure() ? federation.secure(random) : federation.clear();
    Result federated = result(outcome.progress());
    progress.accept("training on all rows together");
    Result pooled = pooled(study);
    progress.accept("training each member alone");
    Alone alone = new Alone(question);
    List<Optional<Result>> own =
        training.stream().map(rows -> alone.fit(request.model(), rows)).toList();
    progress.accept("letting each member choose what it keeps");
    personal.addAll(personalisation.choose(federated, own));
    Predictions predictions = predictions(federated, pooled, own);
    List<String> features = table.features();
    return new SimulationResult(
        request,
        table,
        predictions,
        outcomes(predictions),
        Scores.of(predictions, IntStream.range(0, predictions.rows().length).toArray()),
        request.model().linearPart(federated, features),
        request.model().linearPart(pooled, features),
        request.leaveOneOut() ? Optional.of(leftOut(predictions)) : Optional.empty(),
        trust(federated, predictions),
        members.shippedMinimumRows(),
        outcome.rounds(),
        outcome.bytesUpPerMember());
  }

  /** By plain sums, which have the bits of the secure ones; each member's rows stay away once. */
  private LeftOut leftOut(Predictions predictions) {
    List<Optional<Predictor>> without = new ArrayList<>();
    for (int m = 0; m < training.size(); m++) {
      progress.accept("training without " + table.members().get(m).name());
      List<Batch> others = new ArrayList<>(training);
      others.set(m, new Batch(0, new double[training.get(m).columns().length][0]));
      Study study = question.study(others);
      Result result = result(new Federation(members, study, others).clear().progress());
      without.add(Optional.of(request.model().predictor(result)));
    }
    double[] predicted = measured(predictions.rows(), byMember(predictions.rows(), without));
    List<ErrorMeasures> byMember = new ArrayList<>();
    for (int m = 0; m < training.size(); m++) {
      byMember.add(errors(predictions, predicted, positions(predictions.rows(), m)));
    }
    int[] all = IntStream.range(0, predicted.length).toArray();
    return new LeftOut(predicted, byMember, errors(predictions, predicted, all));
  }

  private static ErrorMeasures errors(Predictions predictions, double[] predicted, int[] of) {
    return ErrorMeasures.of(
        IntStream.of(of).mapToDouble(i -> predictions.actual()[i]).toArray(),
        IntStream.of(of).mapToDouble(i -> predicted[i]).toArray());
  }

  private Result pooled(Study study) {
    try {
      return Fitting.fit(study.computation(), training);
    } catch (UnusableSumException e) {
      throw CommandFailure.refused(
          "the pooled rows determine no model", "raise lambda with --set lambda=…", e);
    }
  }

  private Predictions predictions(Result federated, Result pooled, List<Optional<Result>> own) {
    int[] rows = table.testRows();
    Batch all = table.batch(rows);
    Predictor byAll = request.model().predictor(federated);
    List<Optional<Predictor>> alone =
        own.stream().map(result -> result.map(request.model()::predictor)).toList();
    return new Predictions(
        rows,
        measured(rows, all.columns()[table.features().size()]),
        measured(rows, byMember(rows, alone)),
        measured(rows, byAll.predict(all)),
        measured(rows, request.model().predictor(pooled).predict(all)),
        byAll.deviations(all),
        measured(rows, byMember(rows, kept(byAll, alone))));
  }

  /** With what the prior has taken off. */
  private double[] measured(int[] rows, double[] left) {
    double[] measured = left.clone();
    for (int i = 0; i < measured.length; i++) {
      measured[i] += table.expected()[rows[i]];
    }
    return measured;
  }

  private Trust trust(Result federated, Predictions predictions) {
    return Trust.of(
        federated instanceof RegressionModel model ? Optional.of(model) : Optional.empty(),
        request.model().predictor(federated),
        table.batch(predictions.rows()),
        predictions);
  }

  private List<Optional<Predictor>> kept(Predictor byAll, List<Optional<Predictor>> own) {
    List<Optional<Predictor>> kept = new ArrayList<>();
    for (int m = 0; m < training.size(); m++) {
      kept.add(personalisation.kept(personal.get(m).kept(), byAll, own.get(m), training.get(m)));
    }
    return kept;
  }

  /** What each row's member predicts by its own; NaN where it has none. */
  private double[] byMember(int[] rows, List<Optional<Predictor>> own) {
    double[] predictions = new double[rows.length];
    Arrays.fill(predictions, Double.NaN);
    for (int m = 0; m < training.size(); m++) {
      int[] ofMember = positions(rows, m);
      if (own.get(m).isPresent() && ofMember.length > 0) {
        int[] tableRows = IntStream.of(ofMember).map(i -> rows[i]).toArray();
        double[] predicted = own.get(m).get().predict(table.batch(tableRows));
        for (int i = 0; i < ofMember.length; i++) {
          predictions[ofMember[i]] = predicted[i];
        }
      }
    }
    return predictions;
  }

  private List<MemberOutcome> outcomes(Predictions predictions) {
    List<MemberOutcome> outcomes = new ArrayList<>();
    for (int m = 0; m < training.size(); m++) {
      int[] own = positions(predictions.rows(), m);
      outcomes.add(
          new MemberOutcome(
              table.members().get(m).name(),
              table.members().get(m).values(),
              training.get(m).rows(),
              own.length,
              personal.get(m),
              Scores.of(predictions, own)));
    }
    return outcomes;
  }

  private int[] positions(int[] rows, int member) {
    return IntStream.range(0, rows.length)
        .filter(i -> table.memberOf()[rows[i]] == member)
        .toArray();
  }

  private static Result result(Progress progress) {
    if (progress instanceof Progress.Done done) {
      return done.result();
    }
    Reason reason = ((Progress.Failed) progress).reason();
    throw CommandFailure.refused(
        "the federated study ended without a result: " + reason.sentence(),
        switch (reason) {
          case SINGULAR -> "raise lambda with --set lambda=…";
          case BOUNDS_TOO_WIDE -> "keep the clip, or exclude columns with extreme values";
          default -> "report it: a simulation should not come here";
        });
  }

  private void requireContributors() {
    long contributing = training.stream().filter(batch -> batch.rows() > 0).count();
    int needed = members.roster().minimumContributors();
    if (request.leaveOneOut() && contributing == needed) {
      throw CommandFailure.refused(
          "without one of "
              + contributing
              + " members too few are left: a sum opens with "
              + needed,
          "make more members, or run it without --leave-one-out");
    }
    if (contributing < needed) {
      throw CommandFailure.refused(
          contributing
              + " of "
              + training.size()
              + " members have training rows, and a sum over so many opens with at least "
              + needed,
          "leave more rows to train on, or make other members");
    }
  }

  private static void requireFeasible(SimulationRequest request, Table table) {
    int features = table.features().size();
    if (request.model().needsFeatures() && features == 0) {
      throw CommandFailure.refused(
          "no column is left to predict from", "name some with --numeric or --composition");
    }
    if (features > MAX_FEATURES) {
      throw CommandFailure.refused(
          features + " features are more than a study can name (" + MAX_FEATURES + ")",
          "leave some out with --exclude");
    }
    if (table.members().size() > MAX_MEMBERS) {
      throw CommandFailure.refused(
          table.members().size() + " members are more than " + MAX_MEMBERS,
          "group them with --members N");
    }
  }
}
