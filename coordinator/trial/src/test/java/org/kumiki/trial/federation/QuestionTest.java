package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five rivals, one of whom a colluder may be, so that four must stay mixed: what a second study may
 * ask after a first one was answered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuestionTest {
  private static final String[] MEMBERS = {"alpha", "beta", "delta", "epsilon", "gamma"};

  private Trial trial;

  @BeforeAll
  void start(@TempDir Path folder) throws InterruptedException {
    trial = Trial.start(folder, MEMBERS);
    load(61, MEMBERS);
  }

  @AfterAll
  void stop() {
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  void neitherASmallerCohortNorANewDataEpochSinglesAMemberOut() {
    String first = trial.complete(Trial.ridge("All five"));
    theSmallerCohortIsDeclinedInWords();
    String again = trial.complete(Trial.ridge("Another penalty") + "settings: {lambda: 7}\n");
    bothAreOneQuestion(first, again);

    load(71, "alpha");
    assertEquals("Data epoch 1\n", dataEpoch());
    assertEquals("Data epoch 2\n", dataEpoch("--next"));
    String one = trial.propose(Trial.statistics("One has new rows"));
    trial.approveEverywhere(one);
    assertEquals("TOO_FEW_CHANGED", trial.end(one));

    load(81, "beta", "delta", "epsilon");
    theNewRowsWaitForTheNextEpoch();
    assertEquals("Data epoch 3\n", dataEpoch("--next"));
    String four = trial.complete(Trial.statistics("Four have new rows"));
    new Pooled(trial.pooled("main", MEMBERS)).assertStatistics(trial.result("gamma", four));
  }

  private void theSmallerCohortIsDeclinedInWords() {
    String four = Trial.ridge("Without gamma") + "cohort: [alpha, beta, delta, epsilon]\n";
    String hash = submit(four, List.of("alpha", "beta", "delta", "epsilon"));
    Await.until(
        "the study has ended",
        Await.PATIENCE,
        () -> trial.study(hash).path("state").asText().equals("Ended"),
        () -> trial.study(hash).toString());
    assertEquals("DECLINED", trial.study(hash).path("reason").asText());
    JsonNode here = trial.study("alpha", hash);
    assertEquals("declined", here.path("decision").asText());
    assertTrue(here.path("sentence").asText().contains("would single out gamma"), here::toString);
    assertEquals(List.of(), trial.ledger("alpha", hash));
  }

  private void bothAreOneQuestion(String first, String again) {
    JsonNode questions = trial.node("beta").get("/api/v1/questions");
    assertEquals(1, questions.size(), questions::toString);
    assertEquals(2, questions.get(0).path("times").asInt());
    assertEquals(first, questions.get(0).path("studies").get(0).asText());
    assertEquals(again, questions.get(0).path("studies").get(1).asText());
    String printed = Cli.node("questions", "--dir", trial.nodeFolder("beta")).done();
    assertTrue(printed.contains("dataset main in data epoch 1, asked 2 times"), printed);
  }

  private void theNewRowsWaitForTheNextEpoch() {
    String hash = trial.propose(Trial.statistics("Asked too early"));
    String printed = Cli.node("studies", "--dir", trial.nodeFolder("beta")).done();
    assertTrue(printed.contains("how many have new data"), printed);
    String answer = Cli.node("approve", "--dir", trial.nodeFolder("beta"), hash).done();
    assertTrue(answer.contains("main version 1 takes part: it is bound to data epoch 2"), answer);
    assertTrue(answer.contains("version 2 is newer and waits for a later data epoch"), answer);
    trial.decline("alpha", hash);
    assertEquals("DECLINED", trial.end(hash));
  }

  private void load(long seed, String... members) {
    for (int i = 0; i < members.length; i++) {
      trial.load(members[i], "main", TestTable.english(TestRows.of(seed + i, 20)));
    }
  }

  private String dataEpoch(String... options) {
    List<Object> words = new ArrayList<>(List.of("data-epoch", "--dir", trial.coordinatorFolder()));
    words.addAll(List.of(options));
    return Cli.coordinator(words.toArray()).done();
  }

  /** For a cohort that not all members belong to. */
  private String submit(String yaml, List<String> cohort) {
    String hash =
        trial.coordinator().post("/api/v1/studies", yaml, "application/yaml").path("hash").asText();
    for (String member : cohort) {
      Await.until(
          member + " knows the study",
          () -> trial.node(member).get("/api/v1/studies").toString().contains(hash));
    }
    return hash;
  }
}
