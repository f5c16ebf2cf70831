package org.kumiki.node.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.kumiki.exchange.study.Feature;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.statistics.SeededNumbers;
import org.kumiki.learning.suggest.Acquisition;
import org.kumiki.learning.suggest.Campaign;
import org.kumiki.learning.suggest.OwnRows;
import org.kumiki.learning.suggest.Suggestion;
import org.kumiki.node.experiment.OwnRowsReading.OwnRow;

/**
 * The next experiments of one campaign, from all that is known now: the model that it started from,
 * own rows, own results and failures, and what is under way. The same state gives the same
 * suggestions. One use.
 */
final class Suggesting {
  private static final int RANDOM_FEATURES = 200;
  private static final double CLIP = 4;

  private final CampaignFile file;
  private final Question question;
  private final Candidates candidates;
  private final List<OwnRow> rows;
  private final List<Observation> observations;
  private final Optional<ToDoubleFunction<double[]>> expected;
  private final List<String> labels = new ArrayList<>();

  /**
   * @param rows own ones: of the dataset that trained a federated model, some of them perhaps held
   *     out, or those of the model of own rows
   * @param observations that count
   * @param expected of features, where the model of own rows learns what that leaves
   */
  Suggesting(
      CampaignFile file,
      Question question,
      Candidates candidates,
      List<OwnRow> rows,
      List<Observation> observations,
      Optional<ToDoubleFunction<double[]>> expected) {
    this.file = file;
    this.question = question;
    this.candidates = candidates;
    this.rows = rows;
    this.observations = observations;
    this.expected = expected;
  }

  /** The seed of a round: another for each, so that a space is drawn anew. */
  static long seed(CampaignFile file, int round) {
    return SeededNumbers.mixed((file.seed() == null ? 1 : file.seed()) + round);
  }

  /**
   * @param underWay candidates that were suggested and have no result
   * @throws CampaignRefused if nothing can be suggested
   */
  List<Suggested> next(Round round, List<Numbers> underWay) {
    Optional<Acquisition> acquisition = Question.acquisition(file, seed(file, round.number()));
    try {
      Campaign campaign = campaign();
      underWay.forEach(candidate -> campaign.underWay(candidate.toArray()));
      List<Suggestion> chosen =
          acquisition.isPresent()
              ? campaign.suggest(candidates.source(), acquisition.get(), round.wanted())
              : campaign.suggestFront(candidates.source(), round.wanted());
      return kept(chosen, round);
    } catch (IllegalArgumentException e) {
      throw new CampaignRefused(e.getMessage());
    }
  }

  /** What is expected of an experiment as things stand, one for each objective. */
  List<Prediction> expect(double[] candidate) {
    try {
      return campaign().forecast(candidate).stream().map(Prediction::of).toList();
    } catch (IllegalArgumentException e) {
      throw new CampaignRefused(e.getMessage());
    }
  }

  private Campaign campaign() {
    boolean federated = file.rows() == null;
    List<GaussianModel> models = federated ? question.models() : ownModels();
    Campaign campaign =
        expected.isEmpty()
            ? new Campaign(question.objectives(), models, candidates::features)
            : Campaign.upon(
                question.objectives().get(0), models.get(0), candidates::features, expected.get());
    for (OwnRow row : rows) {
      if (isComplete(row.results())) {
        labels.add(row.label());
        learn(campaign, row);
      }
    }
    for (Observation observation : observations) {
      labels.add("#" + observation.id());
      double[] values = observation.candidate().toArray();
      double[] results = observation.results().stream().mapToDouble(x -> x).toArray();
      if (observation.failed()) {
        campaign.failed(values);
      } else if (federated) {
        campaign.measured(values, results);
      } else {
        campaign.alreadyInModel(values, results);
      }
    }
    return campaign;
  }

  private void learn(Campaign campaign, OwnRow row) {
    if (!row.trained()) {
      campaign.keptBack(row.features(), row.results());
    } else if (candidates.areFeatures() && isComplete(row.features())) {
      campaign.alreadyInModel(row.features(), row.results());
    } else {
      campaign.rowInModel(row.features(), row.results());
    }
  }

  /** One for each objective, of all rows and results that have it; chooses its width anew. */
  private List<GaussianModel> ownModels() {
    List<GaussianModel> models = new ArrayList<>();
    for (int k = 0; k < question.targets().size(); k++) {
      models.add(OwnRows.fit(process(k), batch(k)));
    }
    return models;
  }

  private GaussianProcess process(int objective) {
    List<Variable> variables = new ArrayList<>();
    List<Integer> material = new ArrayList<>();
    for (Feature feature : question.features()) {
      int from = variables.size();
      variables.addAll(feature.variables());
      if (feature instanceof Feature.CompositionTerm) {
        IntStream.range(from, variables.size()).forEach(material::add);
      }
    }
    Integer features = file.rows().randomFeatures();
    return new GaussianProcess(
        variables,
        learned(question.targets().get(objective)),
        features == null ? RANDOM_FEATURES : features,
        1,
        material,
        1,
        0,
        0,
        0,
        CLIP,
        OwnRowsReading.MAX_ROWS * 2L);
  }

  /** The property itself, or what is left of it: both lie within its domain. */
  private Variable learned(Feature.NumericTerm target) {
    double width = target.upper() - target.lower();
    return expected.isEmpty()
        ? target.variables().get(0)
        : new Variable(target.term(), -width, width);
  }

  private Batch batch(int objective) {
    List<double[]> all = new ArrayList<>();
    for (OwnRow row : rows) {
      all.add(with(row.features(), row.results()[objective]));
    }
    for (Observation observation : observations) {
      if (!observation.failed()) {
        double[] features = candidates.features(observation.candidate().toArray());
        all.add(with(features, observation.results().get(objective)));
      }
    }
    int width = question.features().stream().mapToInt(f -> f.variables().size()).sum() + 1;
    double[][] columns = new double[width][all.size()];
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < width; j++) {
        columns[j][i] = all.get(i)[j];
      }
    }
    return new Batch(all.size(), columns);
  }

  private double[] with(double[] features, double result) {
    double[] row = Arrays.copyOf(features, features.length + 1);
    row[features.length] =
        result - expected.map(start -> start.applyAsDouble(features)).orElse(0.0);
    return row;
  }

  private List<Suggested> kept(List<Suggestion> chosen, Round round) {
    Map<Numbers, List<Setting>> settings =
        new HashMap<>(candidates.settings(chosen.stream().map(Suggestion::values).toList()));
    List<Suggested> kept = new ArrayList<>();
    for (Suggestion one : chosen) {
      boolean alone = one.nearest() < 0;
      kept.add(
          new Suggested(
              0,
              round.number(),
              kept.size() + 1,
              one.values(),
              settings.getOrDefault(one.values(), List.of()),
              one.forecasts().stream().map(Prediction::of).toList(),
              one.acquisition(),
              one.probabilityFeasible(),
              Double.isNaN(one.cost()) ? null : one.cost(),
              alone ? null : labels.get(one.nearest()),
              alone ? null : one.distance(),
              one.why()));
    }
    return kept;
  }

  private static boolean isComplete(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
