package org.kumiki.node.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kumiki.learning.validation.Coverage;
import org.kumiki.learning.validation.ErrorMeasures;
import org.kumiki.node.participation.ModelWithdrawals.Withdrawn;

/**
 * All of a campaign as it stands: what was suggested, what came of it, and how far the one agrees
 * with the other. Immutable.
 *
 * @param suggestions in the order in which they were made
 * @param observations in the order in which they were recorded; those that were taken back too
 * @param withdrawn why models that it starts from were withdrawn
 * @param fetched whether it starts from a model that others computed
 */
public record CampaignCourse(
    CampaignRow campaign,
    Question question,
    List<Round> rounds,
    List<Suggested> suggestions,
    List<Observation> observations,
    List<Withdrawn> withdrawn,
    boolean fetched) {
  public CampaignCourse {
    rounds = List.copyOf(rounds);
    suggestions = List.copyOf(suggestions);
    observations = List.copyOf(observations);
    withdrawn = List.copyOf(withdrawn);
  }

  /** A prediction made before the experiment, and what was measured then. */
  public record Pair(String label, double predicted, double std, double measured) {}

  /**
   * Predictions against measurements of one objective.
   *
   * @param errors of no pair where none was measured
   * @param coverage of the intervals that were stated with {@link Coverage#LEVEL}
   */
  public record Check(List<Pair> pairs, ErrorMeasures errors, Coverage coverage) {}

  static CampaignCourse of(CampaignRow campaign, Campaigns campaigns) {
    CampaignStore store = campaigns.store();
    Question question = campaigns.question(campaign);
    return new CampaignCourse(
        campaign,
        question,
        store.rounds(campaign.id()),
        store.suggestions(campaign.id()),
        store.observations(campaign.id()),
        campaigns.withdrawals(campaign, question),
        campaigns.restsOnFetched(campaign, question));
  }

  /** Records that were not taken back. */
  public List<Observation> counting() {
    return observations.stream().filter(Observation::counts).toList();
  }

  /** What came of a suggestion. */
  public Optional<Observation> answer(Suggested suggested) {
    return counting().stream()
        .filter(one -> one.suggested() != null && one.suggested() == suggested.id())
        .findFirst();
  }

  /** Suggestions of the last batch that have no result yet. */
  public List<Suggested> open() {
    int last = suggestions.stream().mapToInt(Suggested::round).max().orElse(0);
    return suggestions.stream()
        .filter(one -> one.round() == last && answer(one).isEmpty())
        .toList();
  }

  /** Whether a batch is being worked out. */
  public boolean working() {
    return rounds.stream().anyMatch(Round::open);
  }

  /** The best measured of an objective. */
  public Optional<Double> best(int objective) {
    return counting().stream()
        .filter(one -> !one.failed())
        .map(one -> one.results().get(objective))
        .max(
            (a, b) ->
                Double.compare(
                    question.objectives().get(objective).goal().utility(a),
                    question.objectives().get(objective).goal().utility(b)));
  }

  public long failures() {
    return counting().stream().filter(Observation::failed).count();
  }

  /** How far predictions of an objective agree with what was measured after them. */
  public Check check(int objective) {
    Map<Long, Suggested> byId =
        suggestions.stream().collect(Collectors.toMap(Suggested::id, Function.identity()));
    List<Pair> pairs = new ArrayList<>();
    for (Observation one : counting()) {
      if (one.suggested() != null && !one.failed()) {
        Suggested suggested = byId.get(one.suggested());
        Prediction prediction = suggested.predictions().get(objective);
        pairs.add(
            new Pair(
                suggested.label(),
                prediction.mean(),
                prediction.std(),
                one.results().get(objective)));
      }
    }
    double[] measured = pairs.stream().mapToDouble(Pair::measured).toArray();
    double[] predicted = pairs.stream().mapToDouble(Pair::predicted).toArray();
    double[] stds = pairs.stream().mapToDouble(Pair::std).toArray();
    return new Check(
        pairs, ErrorMeasures.of(measured, predicted), Coverage.of(measured, predicted, stds));
  }
}
