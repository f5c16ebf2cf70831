package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.OrganisationKeyFile;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

/** A consortium from no roster to its fourth, without a restart by hand. */
class SuccessionTest {
  private static final String[] FOUNDERS = {"alpha", "beta", "gamma"};
  private static final String[] ALL = {"alpha", "beta", "gamma", "delta"};
  private static final String PASSPHRASE = "correct horse battery staple";

  private Path passphrase;

  @Test
  void rostersFollowOneAnotherByTheSignaturesOfAllAndStudiesGoOn(@TempDir Path folder)
      throws Exception {
    passphrase = folder.resolve("passphrase");
    try (Trial trial = Trial.enrol(folder, ALL)) {
      encryptKey(trial, "beta");
      trial.federation().startServices();
      theFirstIsOfferedRefusedAndSigned(trial);
      aRestartAsksNobody(trial);
      String early = complete(trial, "Of three", FOUNDERS);

      String waiting = proposeOfThree(trial, "Approved before, finished after");
      trial.approveRehearsal("alpha", waiting);
      trial.approveRehearsal("beta", waiting);
      aMemberJoins(trial);
      trial.approveRehearsal("gamma", waiting);
      assertEquals("COMPLETED", end(trial, waiting, FOUNDERS));
      JsonNode card = trial.coordinator().get("/api/v1/models/" + waiting);
      assertEquals(1, card.path("rosterVersion").asInt(), card.toString());
      assertEquals("[1,1,1]", card.path("epochs").toString(), card.toString());
      JsonNode atHome = trial.result("alpha", waiting).path("restsOn");
      assertEquals(1, atHome.path("roster").asInt(), atHome.toString());
      assertEquals("[\"alpha\",\"beta\",\"gamma\"]", atHome.path("cohort").toString());
      assertEquals("[1,1,1]", atHome.path("epochs").toString());
      assertFalse(atHome.path("fetched").asBoolean(true), atHome.toString());
      complete(trial, "Of four", ALL);

      String broken = proposeOfThree(trial, "Ends with gamma");
      aMemberLeaves(trial, broken);
      String models = Cli.coordinator("model", "list", "--dir", trial.coordinatorFolder()).done();
      assertTrue(models.contains("contains gamma, which was a member until roster 2"), models);
      assertTrue(trial.coordinator().get("/api/v1/models/" + early).path("departed").size() == 1);

      aKeyIsReplaced(trial);
      complete(trial, "With another key", "alpha", "beta", "delta");
      String history = Cli.node("roster", "history", "--dir", trial.nodeFolder("delta")).done();
      assertTrue(history.contains("Roster 1  "), history);
      assertTrue(history.contains("beta has a new key, by its old one"), history);
    }
  }

  private void theFirstIsOfferedRefusedAndSigned(Trial trial) {
    String status = Cli.coordinator("status", "--dir", trial.coordinatorFolder()).done();
    assertTrue(status.contains("no roster is in force yet"), status);
    Cli.node("roster", "sign", "--dir", trial.nodeFolder("alpha"), "--words", "x")
        .refused(75, "no roster is offered", "operator");
    CommandFailure early =
        assertThrows(
            CommandFailure.class, () -> trial.submit(Trial.rehearsal("Before a roster", 8, 2)));
    assertTrue(early.line().contains("offers the first one"), early::line);
    Cli.coordinator("roster", "--dir", trial.coordinatorFolder(), "--members", "alpha,beta")
        .refused(1, "at least three organisations, this one has 2", "");
    String offered =
        Cli.coordinator(
                "roster", "--dir", trial.coordinatorFolder(), "--members", "alpha,beta,gamma")
            .done();
    assertTrue(offered.contains("awaited from alpha, beta, gamma"), offered);
    awaitProposal(trial, 1, ALL);
    Cli.node("roster", "sign", "--dir", trial.nodeFolder("alpha"), "--words", "some other words")
        .refused(1, "not the words", "other stewards");
    Cli.node("roster", "refuse", "--dir", trial.nodeFolder("gamma"), "--reason", "Who is beta?")
        .done();
    sign(trial, "alpha", "beta");
    String shown = Cli.coordinator("roster", "--dir", trial.coordinatorFolder()).done();
    assertTrue(shown.contains("REFUSED by gamma: Who is beta?"), shown);
    assertEquals(0, version(trial, "alpha"));
    JsonNode alpha = trial.node("alpha").get("/api/v1/status");
    assertTrue(alpha.path("rosterObstacle").asText().contains("no roster is in force here yet"));
    assertEquals(0, alpha.path("messagesSent").asInt());
    sign(trial, "gamma");
    awaitVersion(trial, 1, FOUNDERS);
    assertEquals(0, version(trial, "delta"));
    JsonNode beta = trial.node("beta").get("/api/v1/status");
    assertEquals("encrypted", beta.path("signingKey").asText());
    assertTrue(
        trial.node("alpha").get("/api/v1/status").path("signingKey").asText().startsWith("NOT"));
  }

  /** What all have signed is known at home: not even a coordinator need be there. */
  private static void aRestartAsksNobody(Trial trial) throws InterruptedException {
    LocalFederation federation = trial.federation();
    federation.coordinator().close();
    federation.node("beta").close();
    federation.restart(federation.node("beta"));
    JsonNode status = trial.node("beta").get("/api/v1/status");
    assertTrue(status.path("rosterInForce").asBoolean(), status::toString);
    federation.restart(federation.coordinator());
  }

  private void aMemberJoins(Trial trial) {
    Cli.coordinator("roster", "propose", "--dir", trial.coordinatorFolder(), "--add", "delta")
        .done();
    awaitProposal(trial, 2, ALL);
    String shown = Cli.node("roster", "show", "--dir", trial.nodeFolder("alpha")).done();
    assertTrue(shown.contains("delta joins as \"Company delta\" with the key "), shown);
    sign(trial, "delta", "alpha", "beta");
    assertEquals(1, version(trial, "alpha"));
    sign(trial, "gamma");
    awaitVersion(trial, 2, ALL);
  }

  private void aMemberLeaves(Trial trial, String broken) {
    Cli.node("roster", "leave", "--dir", trial.nodeFolder("gamma")).done();
    awaitProposal(trial, 3, "alpha", "beta", "delta");
    String shown = Cli.node("roster", "show", "--dir", trial.nodeFolder("alpha")).done();
    assertTrue(shown.contains("gamma leaves"), shown);
    assertFalse(shown.contains("expulsion"), shown);
    sign(trial, "alpha", "beta", "delta");
    awaitVersion(trial, 3, "alpha", "beta", "delta");
    assertEquals("ROSTER_CHANGED", end(trial, broken, "alpha", "beta"));
    assertTrue(
        trial
            .study("alpha", broken)
            .path("sentence")
            .asText()
            .contains("gamma is not in roster 3 any more"),
        () -> trial.study("alpha", broken).toString());
    Await.until(
        "gamma is let go",
        () ->
            trial
                .node("gamma")
                .get("/api/v1/status")
                .path("connectionTrouble")
                .asText()
                .contains("revoked"));
  }

  private void aKeyIsReplaced(Trial trial) {
    Path node = trial.nodeFolder("beta");
    String before = NodeFolder.open(node).signingKey().publicKey().hex();
    Cli.node(
            "roster",
            "replace-key",
            "--dir",
            node,
            "--kind",
            "ed25519+ml-dsa-65",
            "--passphrase-file",
            passphrase)
        .done();
    awaitProposal(trial, 4, "alpha", "beta", "delta");
    String shown = Cli.node("roster", "show", "--dir", trial.nodeFolder("alpha")).done();
    assertTrue(shown.contains("beta has a new key: "), shown);
    assertTrue(shown.contains(" (ed25519+ml-dsa-65)"), shown);
    sign(trial, "alpha", "delta", "beta");
    awaitVersion(trial, 4, "alpha", "beta", "delta");
    assertNotEquals(before, NodeFolder.open(node).signingKey().publicKey().hex());
    assertTrue(OrganisationKeyFile.isEncrypted(NodeFolder.open(node).signingKeyFile()));
    assertEquals(
        SigningKind.ED25519_ML_DSA_65, NodeFolder.open(node).signingKey().kind(), "from now on");
  }

  private void sign(Trial trial, String... organisations) {
    for (String organisation : organisations) {
      String words =
          trial.coordinator().get("/api/v1/roster").path("proposal").path("words").asText();
      Cli.node(
              "roster",
              "sign",
              "--dir",
              trial.nodeFolder(organisation),
              "--words",
              words,
              "--passphrase-file",
              passphrase)
          .done();
    }
  }

  private static void awaitProposal(Trial trial, int version, String... organisations) {
    for (String organisation : organisations) {
      Await.until(
          organisation + " is offered roster " + version,
          () ->
              trial
                  .node(organisation)
                  .get("/api/v1/status")
                  .path("rosterProposal")
                  .asText()
                  .startsWith("roster " + version));
    }
  }

  private static void awaitVersion(Trial trial, int version, String... organisations) {
    for (String organisation : organisations) {
      Await.until(
          organisation + " has roster " + version,
          Await.PATIENCE,
          () -> version(trial, organisation) == version,
          () -> trial.node(organisation).get("/api/v1/status").toString());
    }
    assertEquals(version, trial.coordinator().get("/api/v1/roster").path("version").asInt());
  }

  private static int version(Trial trial, String organisation) {
    return trial.node(organisation).get("/api/v1/status").path("rosterVersion").asInt();
  }

  private static String proposeOfThree(Trial trial, String title) {
    String hash = trial.submit(Trial.rehearsal(title, 8, 2) + "cohort: [alpha, beta, gamma]\n");
    for (String organisation : FOUNDERS) {
      trial.awaitStudy(organisation, hash);
    }
    return hash;
  }

  private static String complete(Trial trial, String title, String... cohort) {
    String yaml = Trial.rehearsal(title, 8, 2) + "cohort: " + Arrays.toString(cohort) + "\n";
    String hash = trial.submit(yaml);
    for (String organisation : cohort) {
      trial.awaitStudy(organisation, hash);
      trial.approveRehearsal(organisation, hash);
    }
    assertEquals("COMPLETED", end(trial, hash, cohort));
    return hash;
  }

  private static String end(Trial trial, String hash, String... organisations) {
    Await.until(
        "the study has ended at the coordinator",
        Await.PATIENCE,
        () -> trial.study(hash).path("state").asText().equals("Ended"),
        () -> trial.study(hash).toString());
    String reason = trial.study(hash).path("reason").asText();
    for (String organisation : organisations) {
      Await.until(
          "the study has ended at " + organisation,
          Await.PATIENCE,
          () -> trial.study(organisation, hash).path("reason").asText().equals(reason),
          () -> trial.study(organisation, hash).toString());
    }
    return reason;
  }

  private void encryptKey(Trial trial, String organisation) throws IOException {
    PrivateFile.write(passphrase, PASSPHRASE + "\n");
    NodeFolder node = NodeFolder.open(trial.nodeFolder(organisation));
    try (SigningKey key = node.signingKey()) {
      OrganisationKeyFile.write(
          node.signingKeyFile(), key, Optional.of(PASSPHRASE.toCharArray()), new SecureRandom());
    }
    Files.writeString(
        node.settingsFile(),
        "signingKey: {passphraseFile: " + passphrase + "}\n",
        StandardOpenOption.APPEND);
  }
}
