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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.trial.keycloak.Chromium.Look;

/** A scientist asks for the next experiments on a page and records what came of them. */
@ExtendWith(PeopleTrial.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
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

  private static final String TABLES = "Tables of candidates";

  private PeopleTrial.Running trial;

  @BeforeAll
  void start(PeopleTrial.Running running, @TempDir Path folder) throws Exception {
    trial = running;
    begin(trial.federation().nodeApi("acme"), folder);
  }

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
  void suggestionsComeToThePageAndResultsAndFailuresGoIntoItsForm() {
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

  @Test
  void aTableIsBroughtReadAndBegunOnWithTheKeyboardAndRemovedWhereNobodyReadsIt(
      @TempDir Path folder) throws Exception {
    URI node = trial.node("acme");
    try (Chromium chromium = Chromium.launch();
        Window scientist =
            chromium.open(Look.DESK).signIn(node, "acme-scientist", trial.people().password())) {
      assertEquals(200, scientist.open(node.resolve("/experiments")));
      scientist.tabTo(scientist.link(TABLES));
      scientist.page().keyboard().press("Enter");
      scientist.page().waitForURL("**/candidates");
      scientist.examine();
      bring(scientist, furnaces(folder));
      assertTrue(scientist.says("Look at what was read of it"), scientist.text());
      assertTrue(scientist.says("9 rows, in UTF-8"), scientist.text());
      scientist.page().locator("#from").selectOption(hardness());
      scientist.tabTo(scientist.button("Look at the rows"));
      scientist.page().keyboard().press("Enter");
      scientist.page().waitForURL("**model=**");
      assertTrue(scientist.says("6 of 9 rows are candidates"), scientist.text());
      scientist.examine();
      scientist.shoot("node-candidate");
      final String table = scientist.page().url();
      scientist.page().locator("#name").fill("on-a-table");
      scientist.page().locator("#name").press("Enter");
      scientist.page().waitForURL("**/experiments/on-a-table?done=begun");
      assertTrue(scientist.says("The campaign has begun"), scientist.text());
      suggest(scientist);
      assertTrue(scientist.says("1\\.2"), scientist.text());
      away(scientist, node, folder);
      phoneOfTables(chromium, scientist, node, URI.create(table));
    }
  }

  private static String hardness() {
    return "rows:ageing:https://w3id.org/kumiki/term/vickersHardness";
  }

  private static Path furnaces(Path folder) throws Exception {
    return Files.writeString(
        folder.resolve("furnaces.csv"),
        "T,t,furnace\n480,4,A\n500,,A\n520,soft,B\n540,2,B\n560,1,A\n430,8,C\n470,2,C\n"
            + "n.d.,2,C\n490,4,B\n");
  }

  private static void bring(Window scientist, Path file) {
    scientist.page().locator("#dataset").selectOption("ageing");
    scientist.page().locator("#table").setInputFiles(file);
    scientist.tabTo(scientist.button("Upload"));
    scientist.page().keyboard().press("Enter");
    scientist.page().waitForURL("**done=uploaded");
  }

  /** Far more than a service holds in memory of a form: it is written as it comes. */
  private static void away(Window scientist, URI node, Path folder) throws Exception {
    StringBuilder large = new StringBuilder("T,t,note\n");
    String filler = "x".repeat(1000);
    for (int i = 0; i < 14_000; i++) {
      large.append(300 + i % 400).append(',').append(1 + i % 9).append(',').append(filler);
      large.append('\n');
    }
    assertEquals(200, scientist.open(node.resolve("/candidates")));
    bring(scientist, Files.writeString(folder.resolve("large.csv"), large));
    assertTrue(scientist.says("14,000 rows"), scientist.text());
    scientist.press(scientist.button("Remove"));
    assertTrue(scientist.says("The table is gone"), scientist.text());
    assertEquals(1, scientist.link("furnaces.csv").count());
    assertEquals(0, scientist.link("large.csv").count());
    assertEquals(0, scientist.button("Remove furnaces.csv").count(), "a campaign reads it");
    scientist.shoot("node-candidates");
  }

  private static void phoneOfTables(Chromium chromium, Window scientist, URI node, URI table) {
    try (Window phone = chromium.open(Look.PHONE.in("ja")).as(scientist)) {
      assertEquals(200, phone.open(node.resolve("/candidates")));
      phone.examine();
      phone.shoot("node-candidates");
      assertEquals(200, phone.open(table));
      assertTrue(phone.says("9 行のうち 6 行が候補です"), phone.text());
      phone.examine();
      phone.shoot("node-candidate");
    }
  }

  @Test
  void aStudyThatHoldsRowsOutItsValidationAndItsWithdrawalAreSeenAtANode(@TempDir Path files)
      throws Exception {
    try (Chromium chromium = Chromium.launch();
        Window steward =
            chromium
                .open(Look.DESK)
                .signIn(trial.node("acme"), "acme-steward", trial.people().password())) {
      new HeldOutStory(trial, chromium, steward).tell(files);
    }
  }
}
