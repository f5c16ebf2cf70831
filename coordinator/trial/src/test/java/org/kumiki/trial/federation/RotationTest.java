package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Authorities are replaced while a study runs: real processes, commands as a person types them. The
 * study stays in its first epoch, so no round failed and nobody had to begin anew.
 */
class RotationTest {
  private static final String[] MEMBERS = {"alpha", "beta", "gamma"};

  /** More than can be done while the authorities change; the study is stopped in the end. */
  private static final int ROUNDS = 10_000;

  /** What a round needs to begin, to be masked and to be opened, several times. */
  private static final int SOME_ROUNDS = 5;

  private Trial trial;
  private String study;

  @Test
  void aRunningStudyDoesNotNoticeNewAuthorities(@TempDir Path folder) throws Exception {
    trial = Trial.start(folder, MEMBERS);
    try {
      study = trial.propose(Trial.rehearsal("While authorities change", 50, ROUNDS));
      for (String member : MEMBERS) {
        trial.approveRehearsal(member, study);
      }
      goesOn();
      for (String command : List.of("rotate-issuing", "rotate-root")) {
        String before = coordinatorsCertificate();
        rotate(command);
        assertNotEquals(before, coordinatorsCertificate(), command);
      }
      assertEquals(1, trial.study(study).path("epoch").asInt(), "no round had to be done again");
    } finally {
      trial.close();
    }
  }

  private void rotate(String command) {
    ca(command, "--passphrase-file", passphraseFile()).done();
    awaitNobody("missing");
    goesOn();
    ca("activate").done();
    goesOn();
    // Nodes hear of it, renew, and show what they got.
    awaitNobody("missing");
    awaitNobody("onOldAuthority");
    goesOn();
    ca("retire").done();
    awaitNobody("missing");
    goesOn();
  }

  private void awaitNobody(String names) {
    Await.until(
        "the status lists nobody as " + names,
        Await.PATIENCE,
        () -> status().path(names).isEmpty(),
        () -> status().toString());
  }

  private Cli.Outcome ca(String command, Object... more) {
    List<Object> words = new ArrayList<>(List.of("ca", command, "--dir"));
    words.add(trial.coordinatorFolder());
    words.addAll(List.of(more));
    return Cli.coordinator(words.toArray());
  }

  private Path passphraseFile() {
    return LocalFederation.passphraseFile(trial.federation().folder());
  }

  private JsonNode status() {
    return trial.coordinator().get("/api/v1/authorities");
  }

  private String coordinatorsCertificate() {
    return status().path("coordinator").path("sha256").asText();
  }

  private void goesOn() {
    int seen = round();
    Await.until(
        "rounds are opened",
        Await.PATIENCE,
        () -> round() >= seen + SOME_ROUNDS,
        () -> trial.study(study).toString());
    assertFalse(trial.study(study).hasNonNull("endedAt"), () -> trial.study(study).toString());
  }

  private int round() {
    return trial.study(study).path("round").asInt();
  }
}
