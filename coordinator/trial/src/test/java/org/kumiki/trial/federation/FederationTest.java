package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.plot.Figures;
import org.kumiki.trial.federation.TestRows.Row;

/** Three rivals with three ways of writing a table, and what they get out of it together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FederationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] MEMBERS = {"alpha", "beta", "gamma"};

  private Trial trial;
  private Pooled pooled;

  @BeforeAll
  void start(@TempDir Path folder) throws InterruptedException {
    trial = Trial.start(folder, MEMBERS);
    trial.load("alpha", "main", TestTable.english(TestRows.of(1, 41)));
    loadAsAPerson("beta", TestTable.japanese(TestRows.of(2, 37)));
    trial.load("beta", "main", TestTable.japanese(TestRows.of(2, 37)));
    trial.load("gamma", "main", TestTable.imperial(TestRows.of(3, 52)));
    pooled = new Pooled(trial.pooled("main", MEMBERS));
  }

  @AfterAll
  void stop() {
    if (trial != null) {
      trial.close();
    }
  }

  private void loadAsAPerson(String organisation, TestTable table) {
    Path csv = trial.file(".csv", table.bytes());
    Path mapping = trial.file(".yml", table.mapping().getBytes(StandardCharsets.UTF_8));
    Path dir = trial.nodeFolder(organisation);
    String preview = Cli.node("load", "--dir", dir, csv, "--mapping", mapping).done();
    assertTrue(preview.contains("windows-31j"), preview);
    assertTrue(preview.contains("引張強さ(kgf/mm2) → tensile strength (引張強さ)"), preview);
    assertTrue(preview.contains("Nothing is committed"), preview);
    assertEquals(0, trial.versions(organisation));
    String done = Cli.node("load", "--dir", dir, csv, "--mapping", mapping, "--commit").done();
    assertTrue(done.contains("Committed main version 1 with 37 rows."), done);
  }

  @Test
  void statisticsOverThreeNotationsEqualPoolingInTheTermsUnits() {
    String hash = trial.complete(Trial.statistics("Statistics equal pooling"));
    for (String member : MEMBERS) {
      pooled.assertStatistics(trial.result(member, hash));
      assertEquals(List.of(1, 2, 3), rounds(trial.ledger(member, hash)));
    }
  }

  @Test
  void aRidgeModelEqualsPoolingAndItsCardLiesAtEachNode() throws IOException {
    String hash = trial.complete(Trial.ridge("Ridge equals pooling"));
    JsonNode registered = trial.coordinator().get("/api/v1/models/" + hash);
    // What the coordinator adds to the card: who has left since.
    assertEquals("[]", ((ObjectNode) registered).remove("departed").toString());
    for (String member : MEMBERS) {
      pooled.assertRidge(trial.result(member, hash));
      // A node fetches the card once its study has ended.
      Await.until(member + " has the card", () -> hasCard(member, hash));
      JsonNode card = trial.node(member).get("/api/v1/models/" + hash + "/card");
      assertEquals(registered, card, member);
      assertEquals(hash, studyOf(exported(member, hash)), member);
    }
    assertEquals("ridge", registered.path("kind").asText());
    assertEquals(130, registered.path("rows").asInt());
    assertEquals(3, registered.path("contributors").asInt());
    withdrawn(hash);
  }

  /**
   * Told by a letter, so that no node has to ask; whoever holds the model predicts on and warns.
   */
  private void withdrawn(String hash) {
    Cli.coordinator(
            "models",
            "withdraw",
            hash,
            "--reason-en",
            "Wrong unit",
            "--reason-ja",
            "単位の誤り",
            "--dir",
            trial.coordinatorFolder())
        .done();
    for (String member : MEMBERS) {
      Await.until(
          member + " is told",
          () ->
              trial
                  .node(member)
                  .get("/api/v1/models/" + hash + "/withdrawal")
                  .path("reasonJa")
                  .asText()
                  .equals("単位の誤り"));
    }
    String shown = Cli.coordinator("models", "list", "--dir", trial.coordinatorFolder()).done();
    assertTrue(shown.contains("withdrawn: Wrong unit / 単位の誤り"), shown);
  }

  /**
   * Each node tells its own people its own error on the rows that it held out; what opens is the
   * mean of these over the rows, and nothing else of them.
   */
  @Test
  void aModelIsTestedOnRowsThatTrainedNothingAndOnlySumsOfErrorsAreOpened() throws Exception {
    for (int i = 0; i < MEMBERS.length; i++) {
      trial.load(MEMBERS[i], "tested", TestTable.english(TestRows.of(40 + i, 80)));
    }
    String trained = completeOn("tested", gaussian("A model to test") + "holdout: 0.4\n");
    String tested = completeOn("tested", validation("How good it is", trained));
    JsonNode model = trial.result("alpha", trained);
    JsonNode test = trial.result("alpha", tested);
    assertEquals(240, model.path("rows").asInt() + test.path("rows").asInt());
    double absolute = 0;
    double alone = 0;
    int rows = 0;
    for (String member : MEMBERS) {
      assertEquals(test.path("test"), trial.result(member, tested).path("test"), member);
      ObjectNode own = JsonNodeFactory.instance.objectNode().put("dataset", "tested");
      JsonNode here = trial.node(member).postJson("/api/v1/models/" + trained + "/comparison", own);
      rows += here.path("rows").asInt();
      absolute += here.path("rows").asInt() * here.at("/federated/mae").asDouble();
      alone += here.path("rows").asInt() * here.at("/local/mae").asDouble();
      assertEquals(List.of(1, 2), rounds(trial.ledger(member, tested)));
    }
    assertEquals(rows, test.path("rows").asInt());
    assertEquals(absolute / rows, test.at("/test/errors/mae").asDouble(), 1e-6);
    assertEquals(rows, test.at("/test/statedRows").asInt());
    JsonNode card = trial.coordinator().get("/api/v1/models/" + tested);
    assertEquals(trained, card.path("validates").asText());
    assertEquals(test.at("/test/errors/rmse"), card.at("/validation/rmse"));
    // Which rows were drawn is the nodes' secret, so no figure is known beforehand: all are theirs.
    assertEquals(alone / rows, card.at("/validation/local/mae").asDouble(), 1e-6);
    assertEquals(test.at("/test/ownMean/rmse"), card.at("/validation/ownMean/rmse"));
    assertEquals(test.at("/test/errors/r2"), card.at("/validation/r2"));
    assertTrue(card.at("/validation/r2").asDouble() <= 1, card::toString);
    assertEquals("Vickers hardness", card.at("/validation/importance/0/labelEn").asText());
    double shuffled = card.at("/validation/importance/0/rmse").asDouble();
    assertEquals(test.at("/test/importance/0/rmse").asDouble(), shuffled, 1e-9);
    pagesShowTheTest(trained, tested);
    wholeRowsAreNotAskedBeside("tested");
  }

  private void pagesShowTheTest(String trained, String tested) throws Exception {
    String here = page("/models/" + trained, "");
    assertTrue(here.contains("own mean, at each organisation"), here);
    String figure = page("/models/" + trained + "/figures/tested-importance.svg", "");
    assertTrue(figure.contains("Vickers hardness"), figure);
    Path coordinator = trial.coordinatorFolder();
    String there = page(coordinator, "/models/" + trained, "");
    assertTrue(there.contains("/models/" + tested + "/figures/calibration.svg"), there);
    String drawn = page(coordinator, "/models/" + tested + "/figures/importance.svg", "");
    assertTrue(drawn.contains("Vickers hardness"), drawn);
    assertFalse(page(coordinator, "/models", "").contains("How good it is"), "no model");
  }

  /** All rows, less those that trained and those that were held out, would be a few members'. */
  private void wholeRowsAreNotAskedBeside(String dataset) {
    String hash = trial.propose(Trial.statistics("All rows of a dataset with a hold-out"));
    CommandFailure refusal =
        assertThrows(CommandFailure.class, () -> trial.approve("alpha", hash, dataset));
    assertTrue(refusal.line().contains("hold-out of 0.4"), refusal.line());
    trial.decline("alpha", hash);
    assertEquals("DECLINED", trial.end(hash));
  }

  private String completeOn(String dataset, String yaml) {
    String hash = trial.propose(yaml);
    for (String member : MEMBERS) {
      trial.approve(member, hash, dataset);
    }
    assertEquals("COMPLETED", trial.end(hash));
    return hash;
  }

  private static String gaussian(String title) {
    return Trial.ridge(title).replace("ridge", "gp")
        + "settings: {features: 40, lengthscale: 2, noise: 0.2, amplitude: 1}\n";
  }

  private static String validation(String title, String model) {
    return """
    title: %s
    purpose: to see whether the federation works
    computation: validation
    model: "%s"
    """
        .formatted(title, model);
  }

  @Test
  void aReleaseOfTheVocabularyReachesANodeAndCountsWhenItsStewardSaysSo() {
    String label =
        """
        @prefix kt: <https://w3id.org/kumiki/term/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        kt:vickersHardness skos:altLabel "diamond pyramid number"@en .
        """;
    trial.coordinator().post("/api/v1/vocabulary/import?reason=a%20synonym", label, "text/turtle");
    ObjectNode note = JsonNodeFactory.instance.objectNode().put("note", "one synonym more");
    JsonNode release = trial.coordinator().postJson("/api/v1/vocabulary/releases", note);
    assertEquals(1, release.path("version").asInt());

    Path dir = trial.nodeFolder("beta");
    Await.until("the release is at beta", () -> vocabulary("beta").path("newest").isNumber());
    JsonNode before = vocabulary("beta");
    assertFalse(before.path("inUse").isNumber(), before::toString);
    assertEquals(release.path("sha256"), before.path("releases").get(0).path("sha256"));
    String shown = Cli.node("vocabulary", "show", "--dir", dir).done();
    assertTrue(shown.contains("in use: the vocabulary that ships with Kumiki"), shown);
    assertTrue(shown.contains("Vickers hardness (https://w3id.org/kumiki/term/vick"), shown);
    String upgraded = Cli.node("vocabulary", "upgrade", "--yes", "--dir", dir).done();
    assertTrue(upgraded.contains("in use: release 1"), upgraded);
    assertEquals(1, vocabulary("beta").path("inUse").asInt());
    Await.until("the release is at gamma", () -> vocabulary("gamma").path("newest").isNumber());
    assertFalse(
        vocabulary("gamma").path("inUse").isNumber(), "another steward's word counts there");
  }

  private JsonNode vocabulary(String organisation) {
    return trial.node(organisation).get("/api/v1/vocabulary");
  }

  @Test
  void aNodePredictsRowsWhoseTargetNobodyHasMeasured() throws Exception {
    String hash = trial.complete(Trial.ridge("Predictions at home"));
    // Another file than was loaded, in other units, and one row without a hardness.
    String csv = "HV,T\n200.5,300\n231.25,451.5\n,400\n";
    String mapping =
        """
        columns:
          HV: {term: kt:vickersHardness}
          T: {term: kt:testTemperature, unit: degC}
        """;
    String answer =
        Cli.node(
                "predict",
                "--dir",
                trial.nodeFolder("beta"),
                hash,
                trial.file(".csv", csv.getBytes(StandardCharsets.UTF_8)),
                "--mapping",
                trial.file(".yml", mapping.getBytes(StandardCharsets.UTF_8)))
            .done();
    List<String> lines = answer.lines().toList();
    assertEquals("row,line,prediction,unit,note,deviation,applicability", lines.get(0));
    assertPrediction(lines.get(1), 0, pooled.predict(new double[] {200.5, 573.15}));
    assertPrediction(lines.get(2), 1, pooled.predict(new double[] {231.25, 724.65}));
    // A missing feature counts as the mean.
    double meanHardness =
        trial.pooled("main", MEMBERS).stream().mapToDouble(Row::hardness).average().orElseThrow();
    assertPrediction(lines.get(3), 2, pooled.predict(new double[] {meanHardness, 673.15}));
    assertEquals("1 missing counted as the mean", cells(lines.get(3)).get(4));
    assertEquals("", cells(lines.get(1)).get(4));
    assertEquals(4, lines.size());
  }

  @Test
  void theModelsPageTellsWhatWasGainedAndPredictsOneMaterial() throws Exception {
    String hash = trial.complete(Trial.ridge("What was gained"));
    trial.load("beta", "withheld", TestTable.japanese(TestRows.of(8, 30)));
    String page = page("/models/" + hash + "?dataset=withheld", "");
    assertTrue(page.contains("30 rows of withheld"), page);
    assertTrue(page.contains("federated, with own correction"), page);
    assertTrue(page.contains("<svg class=\"plot\""), page);
    String figure = page("/models/" + hash + "/figures/parity.svg?dataset=withheld", "");
    assertTrue(figure.startsWith("<svg xmlns="), figure);
    // 200 HV at 300 °C, in the units of the terms.
    String predicted = page("/models/" + hash + "/prediction", "feature-0=200.5&feature-1=573.15");
    double expected = pooled.predict(new double[] {200.5, 573.15});
    assertTrue(predicted.contains(Figures.text(expected)), expected + " is not on " + predicted);
    assertTrue(page("/models", "").contains("What was gained"));
  }

  /** A page of beta's node as its owner sees it; with a form if there is one. */
  private String page(String path, String form) throws Exception {
    return page(trial.nodeFolder("beta"), path, form);
  }

  private static String page(Path folder, String path, String form) throws Exception {
    URI address = URI.create(Files.readString(folder.resolve(LocalApi.ADDRESS_FILE)).strip());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .header(
                "Authorization", "Bearer " + PrivateFile.read(folder.resolve("api-token")).strip());
    if (!form.isEmpty()) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(form));
    }
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    assertEquals(200, answer.statusCode(), answer::body);
    return answer.body();
  }

  @Test
  void nothingRunsBeforeEveryStewardHasApproved() {
    String waiting = trial.propose(Trial.statistics("Never approved by gamma"));
    trial.approve("alpha", waiting);
    trial.approve("beta", waiting);
    // Everything that the first study could have caused has had its time when a later one is done.
    trial.complete(Trial.statistics("Approved by all while the other waits"));
    JsonNode study = trial.study(waiting);
    assertEquals("Gathering", study.path("state").asText());
    assertEquals("[\"gamma\"]", study.path("awaited").toString());
    assertEquals(0, study.path("round").asInt());
    assertEquals("pending", trial.study("gamma", waiting).path("decision").asText());
    for (String member : MEMBERS) {
      assertEquals(List.of(), trial.ledger(member, waiting), member);
    }
    assertThrows(CommandFailure.class, () -> trial.result("alpha", waiting));
  }

  @Test
  void aDeclinedStudyEndsAndNothingStandsInAnyLedger() {
    String hash = trial.propose(Trial.statistics("Declined by beta"));
    trial.approve("alpha", hash);
    trial.approve("gamma", hash);
    trial.decline("beta", hash);
    assertEquals("DECLINED", trial.end(hash));
    for (String member : MEMBERS) {
      assertEquals(List.of(), trial.ledger(member, hash), member);
    }
  }

  @Test
  void aStandingRuleApprovesItsTemplateAndNothingElse() {
    JsonNode request =
        JSON.createObjectNode()
            .put("minimumOrganisations", 3)
            .put("by", "steward")
            .set("computations", JSON.createArrayNode().add("statistics"));
    trial.node("gamma").postJson("/api/v1/rules", request);
    try {
      String ridge = trial.propose(Trial.ridge("Not covered by the rule"));
      String statistics = trial.propose(Trial.statistics("Covered by the rule"));
      trial.approve("alpha", statistics);
      trial.approve("beta", statistics);
      assertEquals("COMPLETED", trial.end(statistics));
      JsonNode covered = trial.study("gamma", statistics);
      assertTrue(covered.path("decidedBy").asText().startsWith("standing rule"), covered::toString);
      assertEquals("pending", trial.study("gamma", ridge).path("decision").asText());
      assertEquals(List.of(), trial.ledger("gamma", ridge));
    } finally {
      for (JsonNode rule : trial.node("gamma").get("/api/v1/rules")) {
        trial.node("gamma").delete("/api/v1/rules/" + rule.path("id").asLong());
      }
    }
  }

  private static List<Integer> rounds(List<JsonNode> ledger) {
    return ledger.stream().map(entry -> entry.path("round").asInt()).toList();
  }

  private static void assertPrediction(String line, int row, double expected) {
    List<String> cells = cells(line);
    assertEquals(row, Integer.parseInt(cells.get(0)));
    assertEquals(row + 2, Integer.parseInt(cells.get(1)), "line of the file");
    Pooled.assertNear(expected, Double.parseDouble(cells.get(2)), "prediction of row " + row);
    assertEquals("MPa", cells.get(3));
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1));
  }

  /** By the command, as a program of the house would get it. */
  private Path exported(String member, String hash) {
    Path file = trial.nodeFolder(member).resolve("model.onnx");
    Path dir = trial.nodeFolder(member);
    Cli.node("model", "export", hash, "--onnx", file, "--dir", dir).done();
    return file;
  }

  /** What the file says of itself; OnnxModelTest shows that another runtime reads it. */
  private static String studyOf(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int value = text.indexOf("kumiki.study") + "kumiki.study".length() + 2;
    return text.substring(value, value + 64);
  }

  private boolean hasCard(String member, String hash) {
    try {
      trial.node(member).get("/api/v1/models/" + hash + "/card");
      return true;
    } catch (CommandFailure notYet) {
      return false;
    }
  }
}
