package org.kumiki.learning.suggest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.statistics.SeededNumbers;
import org.kumiki.learning.suggest.Acquisition.ExpectedImprovement;
import org.kumiki.learning.suggest.Acquisition.ProbabilityOfImprovement;
import org.kumiki.learning.suggest.Acquisition.Thompson;
import org.kumiki.learning.suggest.Acquisition.Uncertainty;
import org.kumiki.learning.suggest.Acquisition.UpperConfidenceBound;
import org.kumiki.learning.suggest.Goal.Maximise;
import org.kumiki.learning.suggest.Goal.Minimise;
import org.kumiki.learning.suggest.Goal.Window;

/** A peak of height 10 at (0.7, 0.3) of the unit square. */
class CampaignTest {
  private static final Objective STRENGTH = new Objective("strength", "MPa", new Maximise());

  @ParameterizedTest
  @ValueSource(strings = {"ei", "pi", "ucb", "uncertainty", "thompson"})
  void aBatchIsWhatOneByOneBelievingGives(String code) {
    Acquisition acquisition = acquisition(code);
    CandidateSource source = table(candidates(3000, 8));
    List<Suggestion> batch = started().suggest(source, acquisition, 4);
    assertEquals(4, batch.size());
    if (code.equals("thompson")) {
      // Each by a function of its own; see drawnFunctionsDiffer.
      return;
    }
    Campaign believing = started();
    for (Suggestion suggestion : batch) {
      Suggestion next = believing.suggest(source, acquisition, 1).get(0);
      assertEquals(next.values(), suggestion.values());
      assertEquals(next.acquisition(), suggestion.acquisition(), 1e-9);
      double[] values = next.values().toArray();
      believing.measured(values, believing.forecast(values).get(0).mean());
    }
  }

  @Test
  void drawnFunctionsDifferWithinABatchAndRepeatWithTheSeed() {
    CandidateSource source = table(candidates(500, 8));
    List<Suggestion> batch = started().suggest(source, new Thompson(5), 6);
    assertEquals(6, batch.stream().map(Suggestion::values).distinct().count());
    assertEquals(
        batch.stream().map(Suggestion::values).toList(),
        started().suggest(source, new Thompson(5), 6).stream().map(Suggestion::values).toList());
  }

  @Test
  void aWindowsBatchIsWhatOneByOneBelievingGives() {
    Objective near = new Objective("strength", "MPa", new Window(4, 5));
    CandidateSource source = table(candidates(1000, 8));
    Campaign believing = started(near);
    for (Suggestion suggestion : started(near).suggest(source, acquisition("ei"), 3)) {
      double[] values = believing.suggest(source, acquisition("ei"), 1).get(0).values().toArray();
      assertArrayEquals(values, suggestion.values().toArray());
      believing.measured(values, believing.forecast(values).get(0).mean());
    }
  }

  @Test
  void itFindsThePeakOfASpaceThatIsOnlyDrawnFrom() {
    SearchSpace space =
        new SearchSpace(
            List.of(new Range("x", 0, 1, 0), new Range("y", 0, 1, 0)),
            List.of(),
            Map.of(),
            Double.POSITIVE_INFINITY,
            3);
    Campaign campaign = started();
    for (int i = 0; i < 12; i++) {
      double[] next = campaign.suggest(space, acquisition("ei"), 1).get(0).values().toArray();
      campaign.measured(next, strength(next));
    }
    assertTrue(campaign.best(0) > 9.8, () -> "only " + campaign.best(0));
  }

  @Test
  void theBorderAtAValueIsMappedInFewerExperimentsThanByDrawing() {
    Objective half = new Objective("strength", "MPa", new Window(5, 5));
    List<double[]> map = candidates(400, 21);
    CandidateSource source = table(candidates(2000, 8));
    Campaign straddling = started(half);
    Campaign drawing = started(half);
    List<double[]> drawn = candidates(40, 31);
    int straddled = 0;
    for (int i = 0; i < 40; i++) {
      drawing.measured(drawn.get(i), strength(drawn.get(i)));
    }
    int byDrawing = wrongSides(drawing, map);
    while (wrongSides(straddling, map) > byDrawing) {
      double[] next =
          straddling.suggest(source, new Acquisition.Straddle(1.96), 1).get(0).values().toArray();
      straddling.measured(next, strength(next));
      straddled++;
    }
    int experiments = straddled;
    assertTrue(experiments <= 20, () -> experiments + " for " + byDrawing + " wrong of 400");
  }

  /** On how many points the model puts the strength on the wrong side of 5. */
  private static int wrongSides(Campaign campaign, List<double[]> map) {
    int wrong = 0;
    for (double[] at : map) {
      wrong += campaign.forecast(at).get(0).mean() > 5 == strength(at) > 5 ? 0 : 1;
    }
    return wrong;
  }

  @Test
  void refiningBeatsEveryDrawnCandidate() {
    SearchSpace space =
        new SearchSpace(
            List.of(new Range("x", 0, 1, 0), new Range("y", 0, 1, 0)),
            List.of(),
            Map.of(),
            Double.POSITIVE_INFINITY,
            3);
    List<double[]> drawn = new ArrayList<>();
    space.forEach(drawn::add);
    double ofDrawn = started().suggest(table(drawn), acquisition("ei"), 1).get(0).acquisition();
    double refined = started().suggest(space, acquisition("ei"), 1).get(0).acquisition();
    assertTrue(refined > ofDrawn, refined + " after " + ofDrawn);
  }

  @Test
  void failuresAreKeptAndAvoided() {
    CandidateSource source = table(candidates(800, 8));
    Campaign campaign = started();
    double[] first = campaign.suggest(source, acquisition("ei"), 1).get(0).values().toArray();
    for (int i = 0; i < 5; i++) {
      campaign.failed(new double[] {first[0] + 0.01 * i, first[1]});
    }
    double[] among = {first[0] + 0.02, first[1] + 0.001};
    double[] away = {1 - first[0], 1 - first[1]};
    List<Suggestion> map =
        campaign.suggest(table(List.of(among, away)), acquisition("uncertainty"), 2);
    double amongFailures = feasibility(map, among);
    assertTrue(amongFailures < 0.5, () -> "among failures " + amongFailures);
    assertTrue(feasibility(map, away) > amongFailures);
    Suggestion next = campaign.suggest(source, acquisition("ei"), 1).get(0);
    assertTrue(next.probabilityFeasible() > amongFailures);
    double[] values = next.values().toArray();
    assertTrue(Math.hypot(values[0] - first[0], values[1] - first[1]) > 0.05);
  }

  @Test
  void whatWasMadeIsNotSuggestedAgain() {
    List<double[]> three = candidates(3, 1);
    Campaign campaign = started();
    campaign.measured(three.get(0), 5);
    campaign.failed(three.get(1));
    List<Suggestion> all = campaign.suggest(table(three), acquisition("ei"), 3);
    assertEquals(1, all.size());
    assertArrayEquals(three.get(2), all.get(0).values().toArray());
    campaign.failed(three.get(2));
    assertRefused(
        "no candidate is left", () -> campaign.suggest(table(three), acquisition("ei"), 1));
  }

  @Test
  void aFrontsBatchIsWhatOneByOneBelievingGives() {
    CandidateSource source = table(candidates(400, 8));
    Campaign believing = front();
    for (Suggestion suggestion : front().suggestFront(source, 3)) {
      Suggestion next = believing.suggestFront(source, 1).get(0);
      assertEquals(next.values(), suggestion.values());
      double[] values = next.values().toArray();
      List<Forecast> forecasts = believing.forecast(values);
      believing.measured(values, forecasts.get(0).mean(), forecasts.get(1).mean());
    }
  }

  @Test
  void aMillionCandidatesComeInOneArray() {
    Counted million = new Counted(1_000_000);
    List<Suggestion> batch = small().suggest(million, acquisition("ei"), 3);
    assertEquals(3, batch.size());
    // The same array held all of them, so that whoever kept it would suggest the last.
    Campaign again = small();
    List<double[]> chosen = batch.stream().map(one -> one.values().toArray()).toList();
    List<Suggestion> ofChosen = again.suggest(table(chosen), acquisition("ei"), 3);
    for (int i = 0; i < 3; i++) {
      assertEquals(batch.get(i).values(), ofChosen.get(i).values());
    }
    assertTrue(million.given >= 1_000_000);
  }

  @Test
  void aSuggestionSaysWhyInWordsOfTheLaboratory() {
    Campaign campaign = started();
    Suggestion next = campaign.suggest(table(candidates(50, 8)), acquisition("ei"), 1).get(0);
    String why = String.join("\n", next.why());
    assertTrue(why.contains("strength is expected at "), why);
    assertTrue(why.contains(" MPa ± "), why);
    assertTrue(why.contains("the best so far is "), why);
    assertTrue(why.contains("of the model's uncertainty"), why);
    assertTrue(why.contains("Most like your experiment "), why);
  }

  @Test
  void rowsThatAreInTheModelTeachNothingAnew() {
    Campaign campaign =
        new Campaign(List.of(STRENGTH), List.of(model(1)), UnaryOperator.identity());
    double[] at = {0.4, 0.4};
    Forecast before = campaign.forecast(at).get(0);
    double[] inModel = {0.41, 0.4};
    campaign.alreadyInModel(inModel, strength(inModel));
    assertEquals(before.deviation(), campaign.forecast(at).get(0).deviation());
    assertEquals(strength(inModel), campaign.best(0));
    campaign.measured(at, campaign.forecast(at).get(0).mean());
    assertTrue(campaign.forecast(at).get(0).deviation() < before.deviation());
  }

  @Test
  void aRowThatIsKeptBackTeachesNothingAndIsNotMadeAgain() {
    Campaign campaign = started();
    double[] at = {0.4, 0.4};
    Forecast before = campaign.forecast(at).get(0);
    List<double[]> candidates = candidates(50, 8);
    double[] first =
        campaign.suggest(table(candidates), acquisition("ei"), 1).get(0).values().toArray();
    campaign.keptBack(first, 100);
    assertEquals(before.mean(), campaign.forecast(at).get(0).mean());
    assertEquals(before.deviation(), campaign.forecast(at).get(0).deviation());
    assertEquals(before.trust(), campaign.forecast(at).get(0).trust());
    assertEquals(100, campaign.best(0), "new experiments are to be better than it");
    List<Suggestion> all = campaign.suggest(table(candidates), acquisition("ei"), 50);
    assertEquals(49, all.size());
    assertTrue(all.stream().noneMatch(one -> one.values().get(0) == first[0]));
  }

  @Test
  void anOwnRowIsRecognisedByItsFeaturesWhereAnExperimentIsSetInOtherNumbers() {
    UnaryOperator<double[]> inKelvin = celsius -> new double[] {celsius[0] + 273.15, celsius[1]};
    double[][] rows = {{573.15, 0, 1}, {673.15, 1, 2}, {773.15, 0, 4}, {873.15, 1, 3}};
    Variable temperature = new Variable("T", 0, 2000);
    Variable time = new Variable("t", 0, 10);
    GaussianProcess process =
        new GaussianProcess(
            List.of(temperature, time),
            new Variable("y", 0, 10),
            50,
            1,
            List.of(),
            1,
            0,
            0,
            0,
            4,
            1000);
    Campaign campaign =
        new Campaign(
            List.of(STRENGTH), List.of(OwnRows.fit(process, Federation.batch(rows, 3))), inKelvin);
    // One rounding away from what the row of the file says.
    campaign.rowInModel(new double[] {Math.nextUp(573.15), 0}, 1);
    campaign.keptBack(new double[] {673.15, 1}, 2);
    campaign.keptBack(new double[] {Double.NaN, 1}, 2);
    List<double[]> candidates =
        List.of(new double[] {300, 0}, new double[] {400, 1}, new double[] {500, 1});
    List<Suggestion> chosen = campaign.suggest(table(candidates), acquisition("ei"), 3);
    assertEquals(List.of(500.0), chosen.stream().map(one -> one.values().get(0)).toList());
  }

  @Test
  void badInputIsRefusedWithItsCause() {
    Campaign campaign = started();
    assertRefused("not measured", () -> campaign.measured(new double[] {0, 0}, Double.NaN));
    assertRefused("number for each", () -> campaign.measured(new double[] {0, Double.NaN}, 1));
    assertRefused("values for a model", () -> campaign.measured(new double[] {0}, 1));
    assertRefused("2 results for 1", () -> campaign.measured(new double[] {0, 0}, 1, 2));
    assertRefused(
        "a batch is", () -> campaign.suggest(table(candidates(9, 1)), acquisition("ei"), 0));
    List<double[]> incomplete = List.of(new double[] {Double.NaN, 1});
    assertRefused(
        "has all its numbers", () -> campaign.suggest(table(incomplete), acquisition("ei"), 1));
    double[][] constant = {{0, 0, 3}, {1, 1, 3}, {0, 1, 3}};
    double[][] same = {{1, 1, 2}, {1, 1, 3}, {1, 1, 4}};
    assertRefused("saw one value only", () -> campaignOf(constant));
    assertRefused("no feature", () -> campaignOf(same));
  }

  private static double feasibility(List<Suggestion> suggestions, double[] values) {
    return suggestions.stream()
        .filter(one -> one.values().get(0) == values[0])
        .findFirst()
        .orElseThrow()
        .probabilityFeasible();
  }

  private static Campaign campaignOf(double[][] rows) {
    GaussianModel model = OwnRows.fit(process(), Federation.batch(rows, 3));
    return new Campaign(List.of(STRENGTH), List.of(model), UnaryOperator.identity());
  }

  private static Campaign started() {
    return started(STRENGTH);
  }

  private static Campaign started(Objective objective) {
    Campaign campaign =
        new Campaign(List.of(objective), List.of(model(1)), UnaryOperator.identity());
    for (double[] own : candidates(4, 77)) {
      campaign.measured(own, strength(own));
    }
    return campaign;
  }

  /** With few random features: the cost of a candidate is their square. */
  private static Campaign small() {
    List<Batch> members = List.of(rows(10, 1, 1), rows(12, 2, 1));
    GaussianModel model = (GaussianModel) Federation.run(process(12), members);
    return new Campaign(List.of(STRENGTH), List.of(model), UnaryOperator.identity());
  }

  private static Campaign front() {
    Objective cost = new Objective("cost", "", new Minimise());
    Campaign campaign =
        new Campaign(
            List.of(STRENGTH, cost), List.of(model(1), model(-1)), UnaryOperator.identity());
    for (double[] own : candidates(5, 77)) {
      campaign.measured(own, strength(own), 10 - strength(new double[] {own[1], own[0]}));
    }
    return campaign;
  }

  /** Of two other members' rows; with −1 of another property. */
  private static GaussianModel model(int sign) {
    List<Batch> members = List.of(rows(10, 1, sign), rows(12, 2, sign));
    return (GaussianModel) Federation.run(process(), members);
  }

  private static Batch rows(int count, long seed, int sign) {
    double[][] rows = new double[count][];
    List<double[]> points = candidates(count, seed);
    for (int i = 0; i < count; i++) {
      double[] at = points.get(i);
      double y = sign > 0 ? strength(at) : 10 - strength(new double[] {at[1], at[0]});
      rows[i] = new double[] {at[0], at[1], y};
    }
    return Federation.batch(rows, 3);
  }

  private static GaussianProcess process() {
    return process(48);
  }

  private static GaussianProcess process(int randomFeatures) {
    return new GaussianProcess(
        List.of(new Variable("x", -10, 10), new Variable("y", -10, 10)),
        new Variable("strength", -100, 100),
        randomFeatures,
        3,
        List.of(),
        1,
        0,
        0,
        0,
        4,
        1000);
  }

  private static double strength(double[] at) {
    double squares = Math.pow(at[0] - 0.7, 2) + Math.pow(at[1] - 0.3, 2);
    return 10 * Math.exp(-4 * squares);
  }

  private static List<double[]> candidates(int count, long seed) {
    Random random = new Random(seed);
    List<double[]> candidates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      candidates.add(new double[] {random.nextDouble(), random.nextDouble()});
    }
    return candidates;
  }

  private static CandidateSource table(List<double[]> rows) {
    return new CandidateSource() {
      @Override
      public List<String> names() {
        return List.of("x", "y");
      }

      @Override
      public void forEach(Consumer<double[]> each) {
        rows.forEach(each);
      }
    };
  }

  private static Acquisition acquisition(String code) {
    return switch (code) {
      case "ei" -> new ExpectedImprovement(0.01);
      case "pi" -> new ProbabilityOfImprovement(0.01);
      case "ucb" -> new UpperConfidenceBound(2);
      case "uncertainty" -> new Uncertainty();
      default -> new Thompson(9);
    };
  }

  private static void assertRefused(String message, org.junit.jupiter.api.function.Executable e) {
    String said = assertThrows(IllegalArgumentException.class, e).getMessage();
    assertTrue(said.contains(message), said);
  }

  /** Gives every candidate in one and the same array, as a file that is read does. */
  private static final class Counted implements CandidateSource {
    private final int count;
    private long given;

    Counted(int count) {
      this.count = count;
    }

    @Override
    public List<String> names() {
      return List.of("x", "y");
    }

    @Override
    public void forEach(Consumer<double[]> each) {
      SeededNumbers numbers = new SeededNumbers(2);
      double[] values = new double[2];
      for (int i = 0; i < count; i++) {
        values[0] = numbers.uniform();
        values[1] = numbers.uniform();
        given++;
        each.accept(values);
      }
    }
  }
}
