package org.kumiki.learning.suggest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.gaussian.Posterior;

/**
 * A series of experiments towards one or two objectives. It starts from a federated model, or from
 * that of {@link OwnRows}, takes own measurements and failures one by one, and says which
 * experiments to make next.
 *
 * <p>How much the rows of others count is what own experiments bear out: {@link Transfer}.
 *
 * <p>An experiment that was made is not suggested again, nor is a candidate without all its
 * numbers. Not thread-safe.
 */
public final class Campaign {
  public static final int MAX_BATCH = 100;

  /** A reference point lies so far below the worst measured, as a share of the spread. */
  private static final double REFERENCE_MARGIN = 0.1;

  private final List<Objective> objectives;
  private final UnaryOperator<double[]> describe;
  private final ToDoubleFunction<double[]> expected;
  private final List<Transfer> transfers = new ArrayList<>();
  private final List<Feasibility.Outcome> outcomes = new ArrayList<>();
  private final List<double[]> measured = new ArrayList<>();
  private final Set<Numbers> made = new HashSet<>();
  private final KnownFeatures known = new KnownFeatures();
  private final List<double[]> underWay = new ArrayList<>();

  /**
   * @param objectives one, or two
   * @param models one for each, of the same features
   * @param describe the models' features of a candidate's values
   * @throws IllegalArgumentException if a model cannot tell one experiment from another
   */
  public Campaign(
      List<Objective> objectives, List<GaussianModel> models, UnaryOperator<double[]> describe) {
    this(objectives, models, describe, features -> 0);
  }

  /**
   * A campaign towards one objective whose model has learned what something else leaves of it.
   *
   * @param model of what is left; it has seen rows that are given by {@link #rowInModel}
   * @param expected of features, what the model's mean is added to, in the objective's unit
   */
  public static Campaign upon(
      Objective objective,
      GaussianModel model,
      UnaryOperator<double[]> describe,
      ToDoubleFunction<double[]> expected) {
    return new Campaign(List.of(objective), List.of(model), describe, expected);
  }

  private Campaign(
      List<Objective> objectives,
      List<GaussianModel> models,
      UnaryOperator<double[]> describe,
      ToDoubleFunction<double[]> expected) {
    this.objectives = List.copyOf(objectives);
    this.describe = describe;
    this.expected = expected;
    if (objectives.isEmpty() || objectives.size() > 2 || models.size() != objectives.size()) {
      throw new IllegalArgumentException("a campaign has one or two objectives, a model for each");
    }
    for (int k = 0; k < models.size(); k++) {
      requireUseful(objectives.get(k), models.get(k));
      transfers.add(new Transfer(models.get(k)));
    }
    int features = models.get(0).spreads().size();
    if (models.stream().anyMatch(model -> model.spreads().size() != features)) {
      throw new IllegalArgumentException("the models of two objectives have the same features");
    }
  }

  /**
   * An experiment that the models have not seen.
   *
   * @param values of the experiment, as a candidate has them
   * @param results one for each objective, in its unit
   * @throws IllegalArgumentException if a number is missing
   */
  public void measured(double[] values, double... results) {
    double[] features = complete(values, results);
    for (int k = 0; k < results.length; k++) {
      transfers.get(k).measured(features, results[k] - expected.applyAsDouble(features));
    }
  }

  /** An own experiment that is in the models' sums: it teaches them nothing anew. */
  public void alreadyInModel(double[] values, double... results) {
    inModel(complete(values, results), results);
  }

  /**
   * As {@link #alreadyInModel}, of an own row that is known by its features alone. A candidate with
   * the same features is not suggested. A missing feature counts as its mean.
   */
  public void rowInModel(double[] features, double... results) {
    keptBack(features, results);
    inModel(features, results);
  }

  /**
   * An own row that teaches the models nothing, because it serves to test one of them. It was made
   * all the same: new experiments are to be better than it and not the same, and it succeeded.
   *
   * @param features NaN where one is missing; such a row keeps nothing from being suggested
   */
  public void keptBack(double[] features, double... results) {
    requireResults(results);
    remember(features, results);
    known.add(features);
  }

  private void inModel(double[] features, double... results) {
    for (int k = 0; k < results.length; k++) {
      transfers.get(k).alreadyInModel(features, results[k] - expected.applyAsDouble(features));
    }
  }

  /**
   * An experiment that was suggested and has no result yet. It is not suggested again, and what is
   * suggested beside it is chosen as if its mean had been measured.
   */
  public void underWay(double[] values) {
    underWay.add(features(values));
    made.add(Numbers.of(values));
  }

  /** An experiment that gave nothing to measure. */
  public void failed(double[] values) {
    double[] features = features(values);
    outcomes.add(
        new Feasibility.Outcome(transfers.get(0).posterior().standardised(features), false));
    made.add(Numbers.of(values));
  }

  /** The best value measured of an objective; NaN where none was. */
  public double best(int objective) {
    Goal goal = objectives.get(objective).goal();
    double best = Double.NaN;
    for (double[] results : measured) {
      if (Double.isNaN(best) || goal.utility(results[objective]) > goal.utility(best)) {
        best = results[objective];
      }
    }
    return best;
  }

  /**
   * What the models expect of an experiment, one forecast an objective; to be compared with what is
   * measured.
   */
  public List<Forecast> forecast(double[] values) {
    double[] features = features(values);
    List<Forecast> forecasts = new ArrayList<>();
    for (int k = 0; k < objectives.size(); k++) {
      forecasts.add(forecast(k, features));
    }
    return forecasts;
  }

  /**
   * The next experiments for one objective, the most worthwhile first.
   *
   * @param count 1 to {@value #MAX_BATCH}; fewer come back where the source has no more that were
   *     not made
   * @throws IllegalArgumentException if the source has no candidate that was not made
   */
  public List<Suggestion> suggest(CandidateSource source, Acquisition acquisition, int count) {
    if (objectives.size() != 1) {
      throw new IllegalArgumentException("two objectives are suggested for by their front");
    }
    Goal goal = objectives.get(0).goal();
    Posterior posterior = transfers.get(0).posterior().copy();
    GaussianModel model = posterior.model();
    // Before the first own measurement: better than the average of all who trained the model.
    double best = goal.utility(model.target().mean());
    double floor = goal.utility(model.target().mean()) - 2 * model.targetStd();
    if (!measured.isEmpty()) {
      best = measured.stream().mapToDouble(y -> goal.utility(y[0])).max().orElseThrow();
      floor = measured.stream().mapToDouble(y -> goal.utility(y[0])).min().orElseThrow();
    }
    return suggest(
        source,
        new SingleCriterion(acquisition, goal, posterior, feasibility(), best, floor, expected),
        count);
  }

  /** The next experiments for two objectives: by expected improvement of the dominated area. */
  public List<Suggestion> suggestFront(CandidateSource source, int count) {
    if (objectives.size() != 2) {
      throw new IllegalArgumentException("a front needs two objectives");
    }
    List<double[]> utilities = measured.stream().map(this::utilities).toList();
    return suggest(
        source,
        new FrontCriterion(
            objectives,
            transfers.stream().map(transfer -> transfer.posterior().copy()).toList(),
            feasibility(),
            reference(utilities),
            utilities),
        count);
  }

  private List<Suggestion> suggest(CandidateSource source, Criterion criterion, int count) {
    if (count < 1 || count > MAX_BATCH) {
      throw new IllegalArgumentException("a batch is 1 to " + MAX_BATCH + ", not " + count);
    }
    underWay.forEach(criterion::believe);
    List<Scored> chosen =
        new BatchSearch(source, criterion, this::features, made, known).choose(count);
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no candidate is left that has all its numbers and was not made: add candidates");
    }
    Feasibility feasibility = feasibility();
    return chosen.stream().map(one -> suggestion(source, feasibility, one)).toList();
  }

  private Suggestion suggestion(CandidateSource source, Feasibility feasibility, Scored chosen) {
    double[] features = features(chosen.values());
    double[] z = transfers.get(0).posterior().standardised(features);
    int nearest = nearest(z);
    List<Double> best = new ArrayList<>();
    for (int k = 0; k < objectives.size(); k++) {
      best.add(best(k));
    }
    return new Suggestion(
        source.names(),
        Numbers.of(chosen.values()),
        forecast(chosen.values()),
        chosen.worth(),
        feasibility.probability(z),
        source.cost(chosen.values()),
        best,
        nearest,
        nearest < 0 ? Double.NaN : distance(z, outcomes.get(nearest).at()));
  }

  private Forecast forecast(int objective, double[] features) {
    Posterior posterior = transfers.get(objective).posterior();
    double[] phi = posterior.phi(features);
    double mean = expected.applyAsDouble(features) + posterior.mean(phi);
    double deviation = posterior.deviation(phi);
    double share = deviation / posterior.priorDeviation(phi);
    Goal goal = objectives.get(objective).goal();
    double best = best(objective);
    return new Forecast(
        objectives.get(objective),
        mean,
        posterior.measurementDeviation(phi),
        deviation,
        Double.isNaN(best)
            ? Double.NaN
            : goal.probabilityAbove(mean, deviation, goal.utility(best)),
        Math.max(0, 1 - share * share),
        transfers.get(objective).weight());
  }

  private int nearest(double[] z) {
    int nearest = -1;
    for (int i = 0; i < outcomes.size(); i++) {
      if (nearest < 0
          || distance(z, outcomes.get(i).at()) < distance(z, outcomes.get(nearest).at())) {
        nearest = i;
      }
    }
    return nearest;
  }

  private static double distance(double[] a, double[] b) {
    double squares = 0;
    for (int j = 0; j < a.length; j++) {
      squares += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return Math.sqrt(squares / a.length);
  }

  private Feasibility feasibility() {
    return Feasibility.of(outcomes, transfers.get(0).posterior().model().lengthscale());
  }

  private double[] complete(double[] values, double... results) {
    requireResults(results);
    double[] features = features(values);
    remember(features, results);
    made.add(Numbers.of(values));
    return features;
  }

  private void remember(double[] features, double... results) {
    outcomes.add(
        new Feasibility.Outcome(transfers.get(0).posterior().standardised(features), true));
    measured.add(results.clone());
  }

  private void requireResults(double... results) {
    if (results.length != objectives.size()) {
      throw new IllegalArgumentException(
          results.length + " results for " + objectives.size() + " objectives");
    }
    for (int k = 0; k < results.length; k++) {
      if (!Double.isFinite(results[k])) {
        throw new IllegalArgumentException(
            objectives.get(k).name()
                + " was not measured ("
                + results[k]
                + "): record a failure, or a number");
      }
    }
  }

  private double[] features(double[] values) {
    if (!BatchSearch.isComplete(values)) {
      throw new IllegalArgumentException("an experiment has a number for each of its values");
    }
    return describe.apply(values);
  }

  private double[] utilities(double[] results) {
    return new double[] {
      objectives.get(0).goal().utility(results[0]), objectives.get(1).goal().utility(results[1])
    };
  }

  /** A little below the worst measured; two standard deviations below the average without any. */
  private double[] reference(List<double[]> utilities) {
    double[] reference = new double[2];
    for (int k = 0; k < 2; k++) {
      int objective = k;
      GaussianModel model = transfers.get(k).posterior().model();
      double average = objectives.get(k).goal().utility(model.target().mean());
      double worst =
          utilities.stream()
              .mapToDouble(pair -> pair[objective])
              .min()
              .orElse(average - 2 * model.targetStd());
      double top = utilities.stream().mapToDouble(pair -> pair[objective]).max().orElse(average);
      double spread = top > worst ? top - worst : model.targetStd();
      reference[k] = worst - REFERENCE_MARGIN * spread;
    }
    return reference;
  }

  private static void requireUseful(Objective objective, GaussianModel model) {
    if (!(model.amplitude() > 0)) {
      throw new IllegalArgumentException(
          "the model of "
              + objective.name()
              + " saw one value only: measure two experiments that differ");
    }
    if (model.spreads().stream().allMatch(spread -> spread.leftOut())) {
      throw new IllegalArgumentException(
          "no feature of the model of "
              + objective.name()
              + " varies: nothing tells one experiment"
              + " from another");
    }
  }
}
