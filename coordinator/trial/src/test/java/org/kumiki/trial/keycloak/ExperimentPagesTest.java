package org.kumiki.trial.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.trial.keycloak.Chromium.Look;

/** A scientist asks for the next experiments on a page and records what came of them. */
@ExtendWith(PeopleTrial.class)
class ExperimentPagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MAPPING =
      """
      columns:
        T: {term: kt:ageingTemperature, unit: degC}
        t: {term: kt:ageingTime, unit: h}
        HV: {term: kt:vickersHardness}
      """;
  private static final String CAMPAIGN =
      """
      objectives: [{property: kt:vickersHardness, goal: maximise}]
      rows: {dataset: ageing, features: [kt:ageingTemperature, kt:ageingTime], randomFeatures: 100}
      candidates:
        space:
          - range: {term: kt:ageingTemperature, unit: °C, from: 300, to: 700, step: 20}
          - choice: {term: kt:ageingTime, unit: h, of: [1, 2, 4, 8]}
      """;

  private static void begin(LocalApi node, Path folder) throws Exception {
    StringBuilder csv = new StringBuilder("T,t,HV\n");
    for (int i = 0; i < 12; i++) {
      int temperature = 300 + 37 * i % 400;
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%.1f%n",
              temperature,
              1 + i % 8,
              300 - Math.abs(temperature - 480) / 2.0 - i % 8));
    }
    Path file = Files.writeString(folder.resolve("ageing.csv"), csv);
    String raw = node.putFile("/api/v1/raw", file).path("sha256").asText();
    node.postJson(
        "/api/v1/datasets/ageing/versions",
        JSON.createObjectNode().put("raw", raw).put("mapping", MAPPING));
    node.postJson(
        "/api/v1/campaigns",
        JSON.createObjectNode()
            .put("name", "harder-springs")
            .put("file", CAMPAIGN)
            .put("by", "mika"));
  }

  @Test
  void suggestionsComeToThePageAndResultsAndFailuresGoIntoItsForm(
      PeopleTrial.Running trial, @TempDir Path folder) throws Exception {
    begin(trial.federation().nodeApi("acme"), folder);
    URI node = trial.node("acme");
    URI page = node.resolve("/experiments/harder-springs");
    try (Chromium chromium = Chromium.launch();
        Window scientist =
            chromium.open(Look.DESK).signIn(node, "acme-scientist", trial.people().password())) {
      assertEquals(200, scientist.open(node.resolve("/experiments")));
      scientist.examine();
      assertEquals(200, scientist.open(page));
      suggest(scientist);
      record(scientist, "1.1", "301.5");
      record(scientist, "1.2", "");
      suggest(scientist);
      assertTrue(scientist.says("2\\.1"), scientist.text());
      assertTrue(scientist.says("Succeeds"), "a failure was recorded");
      assertTrue(scientist.says("one experiment was predicted before"), scientist.text());
      scientist.examine();
      scientist.shoot("node-campaign");
      Download figure =
          scientist.page().waitForDownload(() -> scientist.link("Download as SVG").first().click());
      assertTrue(figure.suggestedFilename().endsWith("course-1.svg"), figure.suggestedFilename());
      scientist.become(Look.DESK.darkened());
      scientist.examineColours();
      phone(chromium, scientist, page);
      refused(scientist, page);
    }
  }

  private static void suggest(Window scientist) {
    scientist.page().getByLabel("Experiments").last().fill("2");
    scientist.press(scientist.button("Suggest"));
    // The page comes again by itself until the batch is there.
    scientist
        .page()
        .locator("#suggestion")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
  }

  /** A result, or a failure where there is none. */
  private static void record(Window scientist, String suggestion, String result) {
    scientist.page().locator("#suggestion").selectOption(suggestion);
    if (result.isEmpty()) {
      scientist.page().locator("input[name=failed]").check();
    } else {
      scientist.page().locator("#result-1").fill(result);
    }
    scientist.press(scientist.button("Record"));
    assertTrue(scientist.says("Recorded"), scientist.text());
  }

  private static void phone(Chromium chromium, Window scientist, URI page) {
    try (Window phone = chromium.open(Look.PHONE.in("ja")).as(scientist)) {
      assertEquals(200, phone.open(page));
      assertTrue(phone.says("次に行う実験"), phone.text());
      phone.examine();
      phone.shoot("node-campaign");
    }
  }

  private static void refused(Window scientist, URI page) {
    assertEquals(200, scientist.open(page));
    scientist.page().locator("#result-1").fill("hard");
    scientist.press(scientist.button("Record"));
    assertTrue(scientist.says("This was not taken"), scientist.text());
    assertEquals("hard", scientist.page().locator("#result-1").inputValue());
  }
}
