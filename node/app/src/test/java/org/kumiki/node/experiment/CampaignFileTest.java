package org.kumiki.node.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.learning.suggest.Acquisition;
import org.kumiki.learning.suggest.Goal;
import org.kumiki.ontology.term.Vocabulary;

class CampaignFileTest {
  private static final String FILE =
      """
      objectives:
        - {property: kt:vickersHardness, goal: maximise}
      rows: {dataset: main, features: [kt:ageingTemperature, kt:ageingTime]}
      candidates:
        space:
          - range: {term: kt:ageingTemperature, unit: degC, from: 300, to: 700, step: 20}
          - choice: {term: kt:ageingTime, unit: h, of: [1, 2, 4, 8]}
      """;

  private static Question question(String yaml) {
    return Question.of(
        CampaignFile.parse(yaml),
        Vocabulary.shipped(),
        hash -> Optional.empty(),
        name -> {
          throw new CampaignRefused("no personal model " + name);
        });
  }

  private static String refusal(String yaml) {
    return assertThrows(CampaignRefused.class, () -> question(yaml)).getMessage();
  }

  @Test
  void aGoalIsADirectionAWindowATargetOrAThreshold() {
    assertEquals(new Goal.Maximise(), goal("maximise"));
    assertEquals(new Goal.Minimise(), goal("minimise"));
    assertEquals(new Goal.Window(200, 240), goal("{from: 200, to: 240}"));
    assertEquals(new Goal.Window(210, 210), goal("{target: 210}"));
    double lowest = question(FILE).targets().get(0).lower();
    double highest = question(FILE).targets().get(0).upper();
    assertEquals(new Goal.Window(300, highest), goal("{atLeast: 300}"));
    assertEquals(new Goal.Window(lowest, 300), goal("{atMost: 300}"));
  }

  private static Goal goal(String written) {
    return question(FILE.replace("maximise", written)).objectives().get(0).goal();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maximise|largest|'goal' is maximise",
        "maximise|{from: 240, to: 200}|a target window",
        "maximise|{above: 1}|'goal' has numbers under",
        "kt:vickersHardness|kt:hardnes|term 'kt:hardnes' is not in the vocabulary",
        "kt:vickersHardness|kt:ageingTime|named twice",
        "property: kt:vickersHardness|study: 00|with 'rows' an objective names a 'property'",
        "rows:|rowss:|unknown key 'rowss'",
        "objectives:|objectives: [|something unexpected at line",
        "step: 20|step: [20]|something unexpected at line 6",
      })
  void whatIsWrongIsSaidInOneSentence(String right, String wrong, String said) {
    String message = refusal(FILE.replace(right, wrong));
    assertTrue(message.contains(said), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void aStudyWithoutAGaussianProcessIsNoStart() {
    String yaml =
        FILE.replaceAll("(?m)^rows.*\n", "")
            .replace("property: kt:vickersHardness", "study: " + "0".repeat(64));
    assertTrue(refusal(yaml).contains("no study with the hash"), refusal(yaml));
  }

  @Test
  void tableAndSpaceExcludeEachOther() {
    String both = FILE.replace("candidates:\n", "candidates:\n  table: a.csv\n");
    assertTrue(refusal(both).contains("either a 'table'"), refusal(both));
    String bounded =
        FILE.substring(0, FILE.indexOf("candidates:"))
            + "candidates: {table: a.csv, mapping: m.yml, budget: 3}\n";
    assertTrue(refusal(bounded).contains("bound a space"), refusal(bounded));
  }

  @Test
  void anAcquisitionIsChosenByItsName() {
    assertEquals(
        Optional.of(new Acquisition.ExpectedImprovement(0)),
        Question.acquisition(CampaignFile.parse(FILE), 3));
    CampaignFile bound = CampaignFile.parse(FILE + "acquisition: {kind: ucb, kappa: 1.5}\n");
    assertEquals(
        Optional.of(new Acquisition.UpperConfidenceBound(1.5)), Question.acquisition(bound, 3));
    CampaignFile drawn = CampaignFile.parse(FILE + "acquisition: {kind: thompson}\n");
    assertEquals(Optional.of(new Acquisition.Thompson(3)), Question.acquisition(drawn, 3));
    CampaignFile border =
        CampaignFile.parse(
            FILE.replace("goal: maximise", "goal: {target: 250}")
                + "acquisition: {kind: straddle}\n");
    assertEquals(Optional.of(new Acquisition.Straddle(1.96)), Question.acquisition(border, 3));
    CampaignFile borderless = CampaignFile.parse(FILE + "acquisition: {kind: straddle}\n");
    assertThrows(CampaignRefused.class, () -> Question.acquisition(borderless, 3));
    CampaignFile negative = CampaignFile.parse(FILE + "acquisition: {kind: ei, xi: -1}\n");
    assertThrows(CampaignRefused.class, () -> Question.acquisition(negative, 3));
    CampaignFile front = CampaignFile.parse(FILE + "acquisition: {kind: front}\n");
    assertThrows(CampaignRefused.class, () -> Question.acquisition(front, 3));
  }
}
