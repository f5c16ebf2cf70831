package org.kumiki.trial.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.trial.federation.Await;
import org.kumiki.trial.keycloak.Chromium.Look;

/**
 * What the people of one member see of a study that holds rows out: before they approve it, of the
 * validation of its model, of a personal model upon it, and once the model is withdrawn. One use.
 */
final class HeldOutStory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Look> LOOKS = List.of(Look.DESK, Look.PHONE.in("ja"));

  /** Steels whose materials are samples: a third of each member's trains nothing. */
  private static final int ROWS = 120;

  private static final String DATASET = "held";
  private static final String STUDY =
      """
      title: "Strength of steels / 鋼の引張強さ"
      purpose: "One model, tested on steels that it has not seen / 未知の鋼で確かめる"
      computation: gp
      settings: {features: 60, lengthscale: 2, noise: 0.2, amplitude: 1}
      target: kt:tensileStrength
      features: [kt:vickersHardness, kt:testTemperature]
      maxRowsPerMember: 10000
      holdout: 0.3
      expires: P7D
      """;
  private static final String VALIDATION =
      """
      title: "Strength, tested / 引張強さモデルの検証"
      purpose: "How it does on steels that trained nothing / 学習に使っていない鋼での誤差"
      computation: validation
      model: "%s"
      expires: P7D
      """;

  private final PeopleTrial.Running trial;
  private final Chromium chromium;
  private final Window steward;

  /**
   * @param steward of acme, signed in
   */
  HeldOutStory(PeopleTrial.Running trial, Chromium chromium, Window steward) {
    this.trial = trial;
    this.chromium = chromium;
    this.steward = steward;
  }

  void tell(Path files) throws Exception {
    for (String organisation : trial.federation().organisations()) {
      MemberRows.load(trial, organisation, DATASET, ROWS, files);
    }
    String trained = submit(STUDY);
    consent(trained, "node-study-holdout", "Rows held out", "30");
    complete(trained);
    String tested = submit(VALIDATION.formatted(trained));
    consent(tested, "node-study-validation", "Validation", "held out");
    complete(tested);
    look("/models/" + trained, "node-model-tested", "How well does it do for all together");
    personal(trained, files);
    withdraw(trained);
    look("/models/" + trained, "node-model-withdrawn", "The consortium has withdrawn this model");
    look("/personal-models/yield", "node-personal-withdrawn", "The consortium has withdrawn");
  }

  private String submit(String yaml) {
    String hash =
        trial
            .federation()
            .coordinatorApi()
            .post("/api/v1/studies", yaml, "application/yaml")
            .path("hash")
            .asText();
    for (String organisation : trial.federation().organisations()) {
      Await.until(
          organisation + " knows the study",
          () -> {
            for (JsonNode study : node(organisation).get("/api/v1/studies")) {
              if (study.path("hash").asText().equals(hash)) {
                return true;
              }
            }
            return false;
          });
    }
    return hash;
  }

  /** The consent page, with the rows of both parts counted. */
  private void consent(String hash, String picture, String... said) throws Exception {
    look("/studies/" + hash + "?count=1", picture, said);
  }

  private void look(String path, String picture, String... said) {
    URI address = trial.node("acme").resolve(path);
    for (Look look : LOOKS) {
      try (Window window = chromium.open(look).as(steward)) {
        assertEquals(200, window.open(address));
        if (look.language().equals("en")) {
          for (String text : said) {
            assertTrue(window.text().contains(text), () -> text + " is not in " + window.text());
          }
        }
        window.examine();
        window.shoot(picture);
      }
    }
  }

  private void complete(String hash) {
    for (String organisation : trial.federation().organisations()) {
      ObjectNode approval = JSON.createObjectNode().put("by", "steward").put("dataset", DATASET);
      node(organisation).postJson("/api/v1/studies/" + hash + "/approval", approval);
    }
    Await.until(
        "the study has ended at acme",
        Await.PATIENCE,
        () -> node("acme").get("/api/v1/studies/" + hash).hasNonNull("endedAt"),
        () -> node("acme").get("/api/v1/studies/" + hash).toString());
    assertEquals("COMPLETED", node("acme").get("/api/v1/studies/" + hash).path("reason").asText());
  }

  /** Yield strength follows tensile strength; of it the member has two dozen rows. */
  private void personal(String source, Path files) throws Exception {
    StringBuilder csv = new StringBuilder("Hv,Temp,YS\n");
    for (int i = 0; i < 24; i++) {
      int hardness = 215 + 11 * i;
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%.1f%n",
              hardness,
              20 + 4 * (i % 7),
              2.6 * hardness - 60 + i % 5));
    }
    Path file = Files.writeString(files.resolve("yield.csv"), csv);
    String raw = node("acme").putFile("/api/v1/raw", file).path("sha256").asText();
    String mapping =
        """
        columns:
          Hv: {term: kt:vickersHardness}
          Temp: {term: kt:testTemperature, unit: degC}
          YS: {term: kt:yieldStrength, unit: MPa}
        """;
    node("acme")
        .postJson(
            "/api/v1/datasets/few/versions",
            JSON.createObjectNode().put("raw", raw).put("mapping", mapping));
    ObjectNode wanted =
        JSON.createObjectNode()
            .put("name", "yield")
            .put("dataset", "few")
            .put("target", "kt:yieldStrength")
            .put("by", "mika");
    wanted.putArray("sources").add(source);
    JsonNode made = node("acme").postJson("/api/v1/transfers", wanted);
    assertEquals(3, made.path("evidence").size(), made.toString());
    look("/personal-models", "node-personals", "yield");
    look("/personal-models/yield", "node-personal", "Which way was chosen", "±", "24 own rows");
  }

  private void withdraw(String hash) {
    ObjectNode why =
        JSON.createObjectNode()
            .put("reasonEn", "A furnace was read in the wrong unit")
            .put("reasonJa", "炉の温度の単位に誤りがありました")
            .put("by", "operator");
    trial.federation().coordinatorApi().postJson("/api/v1/models/" + hash + "/withdrawal", why);
    Await.until(
        "acme is told",
        () ->
            node("acme")
                .get("/api/v1/models/" + hash + "/withdrawal")
                .path("reasonJa")
                .asText()
                .startsWith("炉"));
  }

  private LocalApi node(String organisation) {
    return trial.federation().nodeApi(organisation);
  }
}
