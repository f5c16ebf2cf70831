package org.kumiki.node.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.descriptor.AmountBasis;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.CompositionDescriptor;
import org.kumiki.learning.descriptor.CompositionParser;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

class SpaceCandidatesTest {
  private static final String PROCESS =
      """
      objectives: [{property: kt:vickersHardness, goal: maximise}]
      rows: {features: [kt:ageingTime, kt:ageingTemperature]}
      candidates:
        space:
          - range: {name: furnace, term: kt:ageingTemperature, unit: degC, from: 300, to: 700, step: 20}
          - choice: {term: kt:ageingTime, unit: h, of: [1, 2, 4, 8]}
        forbidden: [{because: it melts, furnace: {from: 650}, ageingTime: {from: 4}}]
        prices: {ageingTime: 3}
        budget: 12
      """;
  private static final String ALLOY =
      """
      objectives: [{property: kt:vickersHardness, goal: maximise}]
      rows: {features: [{term: kt:composition, descriptor: magpie}, kt:massFraction-Ni]}
      candidates:
        space:
          - mixture:
              basis: mass
              step: 5
              atMost: 3
              ingredients: {Fe: {from: 50, required: true}, Ni: {to: 30}, Cr: {to: 20}, Mo: {to: 10}}
      """;

  private static SpaceCandidates candidates(String yaml) {
    CampaignFile file = CampaignFile.parse(yaml);
    Question question =
        Question.of(file, Vocabulary.shipped(), hash -> Optional.empty(), name -> null);
    return new SpaceCandidates(file.candidates(), question, Vocabulary.shipped(), 1);
  }

  private static String refusal(String yaml) {
    return assertThrows(CampaignRefused.class, () -> candidates(yaml)).getMessage();
  }

  @Test
  void valuesInTheUnitsOfTheFurnaceBecomeFeaturesInTheUnitsOfTheTerms() {
    assertArrayEquals(
        new double[] {7200, 673.15}, candidates(PROCESS).features(new double[] {400, 2}), 1e-9);
  }

  @Test
  void peopleReadWhatToSetInTheirOwnUnits() {
    Numbers candidate = Numbers.of(new double[] {400, 2});
    assertEquals(
        List.of(
            new Setting("furnace", "400", "degC", null),
            new Setting("ageingTime", "2", "h", Names.TERM + "ageingTime")),
        candidates(PROCESS).settings(List.of(candidate)).get(candidate));
  }

  @Test
  void forbiddenAndDearExperimentsAreNoCandidates() {
    double[] most = new double[2];
    int[] count = new int[1];
    candidates(PROCESS)
        .source()
        .forEach(
            values -> {
              count[0]++;
              most[1] = Math.max(most[1], values[1]);
              assertTrue(values[0] < 650 || values[1] < 4, () -> values[0] + " " + values[1]);
            });
    // 21 temperatures by three times within the budget, less three that are hot and long.
    assertEquals(21 * 3 - 3, count[0]);
    assertEquals(4, most[1]);
  }

  @Test
  void aMixtureOfElementsBecomesACompositionAndElementsOwnFractions() {
    double[] features = candidates(ALLOY).features(new double[] {70, 20, 10, 0});
    CompositionDescriptor magpie = CompositionDescriptor.byId("magpie").orElseThrow();
    Composition alloy = (Composition) CompositionParser.parse("Fe70Ni20Cr10", AmountBasis.MASS);
    double[] described = magpie.describe(alloy).values();
    for (int j = 0; j < described.length; j++) {
      assertEquals(described[j], features[j], 1e-9 * Math.max(1, Math.abs(described[j])));
    }
    assertEquals(20, features[described.length], 1e-12, "percent by mass");
  }

  @Test
  void everyCandidateOfAMixtureAddsUpAndOnlyWhatIsThereIsShown() {
    SpaceCandidates alloys = candidates(ALLOY);
    alloys
        .source()
        .forEach(values -> assertEquals(100, values[0] + values[1] + values[2] + values[3], 1e-9));
    Numbers plain = Numbers.of(new double[] {100, 0, 0, 0});
    assertEquals(
        List.of(new Setting("Fe", "100", "wt%", null)), alloys.settings(List.of(plain)).get(plain));
  }

  @Test
  void theSampleFileIsOneThatANodeTakes() throws IOException {
    Path sample = Path.of(System.getProperty("kumiki.root"), "docs/samples/campaign-alloy.yml");
    SpaceCandidates alloys = candidates(Files.readString(sample));
    assertEquals(6, alloys.source().names().size());
    int[] count = new int[1];
    alloys
        .source()
        .forEach(
            values -> {
              count[0]++;
              assertTrue(alloys.source().cost(values) <= 30);
            });
    assertTrue(count[0] > 1000, () -> "only " + count[0]);
  }

  @Test
  void anOwnIdeaNamesEachValue() {
    assertArrayEquals(
        new double[] {80, 20, 0, 0}, candidates(ALLOY).named(Map.of("Fe", 80.0, "Ni", 20.0)));
    assertThrows(
        CampaignRefused.class, () -> candidates(ALLOY).named(Map.of("Fe", 80.0, "W", 20.0)));
    assertThrows(CampaignRefused.class, () -> candidates(PROCESS).named(Map.of("furnace", 400.0)));
    assertThrows(CampaignRefused.class, () -> candidates(ALLOY).named(Map.of("Fe", 80.0)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unit: degC|unit: MPa|the search space: ",
        "unit: h|unit: s, name: ageingTime|", // Half an hour of seconds is still a time.
        "to: 700|to: 9000|goes beyond what its term can be",
        "[kt:ageingTime, kt:ageingTemperature]|[kt:ageingTemperature]|does not read 'ageingTime'",
        "[kt:ageingTime, kt:ageingTemperature]|[kt:ageingTime, kt:ageingTemperature, kt:annealingTemperature]|nothing in the space sets it",
        "step: 20|step: 30|not a multiple of the step",
        "furnace: {from: 650}|oven: {from: 650}|no value named oven",
        "budget: 12|budget: 1|no experiment of the search space is allowed",
      })
  void whatDoesNotFitIsRefusedInOneSentence(String right, String wrong, String said) {
    String changed = PROCESS.replace(right, wrong);
    if (said == null) {
      candidates(changed);
    } else {
      assertTrue(refusal(changed).contains(said), refusal(changed));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "basis: mass|basis: volume|mass or atomic",
        "basis: mass|total: 100|needs a 'term', or its mixture a 'basis'",
        "Mo: {to: 10}|Unobtainium: {to: 10}|is no element",
        "Fe: {from: 50, required: true}|Fe: {to: 10}|no mixture of",
      })
  void aMixtureThatIsNoneIsRefusedInOneSentence(String right, String wrong, String said) {
    String message = refusal(ALLOY.replace(right, wrong));
    assertTrue(message.contains(said), message);
  }
}
