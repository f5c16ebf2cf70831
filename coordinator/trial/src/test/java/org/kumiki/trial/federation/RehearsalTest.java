package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.studies.StudyFile;
import org.kumiki.exchange.round.Contribution;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.RehearsalResult;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;

/** Three companies that have loaded nothing yet try their machines. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RehearsalTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] MEMBERS = {"alpha", "beta", "gamma"};
  private static final int LENGTH = 20_000;
  private static final int ROUNDS = 3;

  private Trial trial;

  @BeforeAll
  void start(@TempDir Path folder) throws InterruptedException {
    trial = Trial.start(folder, MEMBERS);
  }

  @AfterAll
  void stop() {
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  void threeRoundsOverEmptyHousesOpenTheSumsThatAnybodyCanRecompute() {
    String yaml = Trial.rehearsal("Dress rehearsal", LENGTH, ROUNDS);
    String hash = trial.propose(yaml);
    // A person types it, and names no dataset.
    for (String member : MEMBERS) {
      Cli.node("approve", "--dir", trial.nodeFolder(member), hash).done();
    }
    assertEquals("COMPLETED", trial.end(hash));
    RehearsalResult expected = inTheClear(yaml);
    for (String member : MEMBERS) {
      JsonNode result = trial.result(member, hash);
      assertEquals("rehearsal", result.path("kind").asText());
      assertEquals(3, result.path("contributors").asInt());
      assertEquals(
          HexFormat.of().toHexDigits(expected.digest()), result.path("digest").asText(), member);
      List<JsonNode> ledger = trial.ledger(member, hash);
      assertEquals(1 + ROUNDS, ledger.size());
      assertTrue(ledger.get(1).path("subject").asText().contains("no row was read"), member);
      assertEquals("GRANTED", ledger.get(1).path("verdict").asText());
    }
    assertRoundsAreDated(trial.study(hash));
    JsonNode card = trial.coordinator().get("/api/v1/models/" + hash);
    assertEquals("rehearsal", card.path("kind").asText());
    assertTrue(card.path("limits").get(0).asText().contains("no row was read"), card.toString());
    CommandFailure noModel =
        assertThrows(
            CommandFailure.class,
            () ->
                trial
                    .node("alpha")
                    .postJson(
                        "/api/v1/models/" + hash + "/predictions",
                        JSON.createObjectNode().put("raw", "").put("mapping", "")));
    assertTrue(noModel.line().contains("was a rehearsal"), noModel.line());
    CommandFailure noFile =
        assertThrows(
            CommandFailure.class,
            () -> trial.node("alpha").stream("/api/v1/models/" + hash + "/onnx"));
    assertTrue(noFile.line().contains("was a rehearsal"), noFile.line());
  }

  @Test
  void aStandingRuleMayCoverRehearsalsAndADatasetIsNotTaken() {
    ObjectNode rule = JSON.createObjectNode().put("minimumOrganisations", 3).put("by", "steward");
    rule.putArray("computations").add("rehearsal");
    trial.node("gamma").postJson("/api/v1/rules", rule);
    String hash = trial.propose(Trial.rehearsal("Covered by the rule", 10, 1));
    CommandFailure refused =
        assertThrows(CommandFailure.class, () -> trial.approve("alpha", hash, "main"));
    assertTrue(refused.line().contains("reads no dataset"), refused.line());
    trial.approveRehearsal("alpha", hash);
    trial.approveRehearsal("beta", hash);
    assertEquals("COMPLETED", trial.end(hash));
    assertTrue(trial.study("gamma", hash).path("decidedBy").asText().startsWith("standing rule"));
  }

  private static void assertRoundsAreDated(JsonNode study) {
    List<Integer> rounds = new ArrayList<>();
    OffsetDateTime before = OffsetDateTime.parse(study.path("submittedAt").asText());
    for (JsonNode round : study.path("rounds")) {
      rounds.add(round.path("round").asInt());
      OffsetDateTime openedAt = OffsetDateTime.parse(round.path("openedAt").asText());
      assertTrue(openedAt.isAfter(before), study::toString);
      before = openedAt;
    }
    assertEquals(List.of(1, 2, 3, 4), rounds, "flags and three rounds");
  }

  /** The members' equal vectors in fixed point, added without masks. */
  private RehearsalResult inTheClear(String yaml) {
    Study study =
        StudyFile.parse(yaml)
            .resolve(Vocabulary.shipped(), trial.federation().roster(), 1, Instant.now());
    Progress progress = new Progress.Flags();
    while (!progress.ended()) {
      long[] sum =
          Progress.layout(study, progress)
              .quantise(Contribution.rehearsed(progress).values())
              .orElseThrow();
      for (int i = 0; i < sum.length; i++) {
        sum[i] *= MEMBERS.length;
      }
      progress = Progress.advance(study, progress, sum);
    }
    return (RehearsalResult) ((Progress.Done) progress).result();
  }
}
