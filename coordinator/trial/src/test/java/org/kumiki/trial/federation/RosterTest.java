package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.node.identity.Joining;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.ConsortiumFile;

/** Nobody takes part in anything before all have signed the very same roster. */
class RosterTest {

  @Test
  void aMemberThatHasNotStartedYetHoldsEverythingBackIsNamedAndThenTheStudyGoesOn(
      @TempDir Path folder) throws Exception {
    try (Trial trial = Trial.found(folder, "alpha", "beta", "gamma")) {
      startWithout(trial, "gamma");
      load(trial, "alpha", "beta");
      String hash = submit(trial, "Before all have signed");
      for (String organisation : List.of("alpha", "beta")) {
        Await.until(organisation + " knows the study", () -> knows(trial, organisation, hash));
        String said = Cli.node("approve", "--dir", trial.nodeFolder(organisation), hash).done();
        assertTrue(said.contains("The answer waits here: the roster waits for"), said);
        awaitObstacle(trial, organisation, "waits for the signature of gamma");
        assertEquals(
            0, trial.node(organisation).get("/api/v1/status").path("messagesSent").asInt());
      }
      String status = Cli.coordinator("status", "--dir", trial.coordinatorFolder()).done();
      assertTrue(status.contains("roster signed by alpha, beta; awaited from gamma"), status);
      assertTrue(status.contains("speaks protocol 1"), status);
      assertEquals("Gathering", trial.study(hash).path("state").asText());
      assertEquals(3, trial.study(hash).path("awaited").size(), trial.study(hash)::toString);
      assertVersionsAreNegotiated(trial);

      trial.federation().restart(trial.federation().node("gamma"));
      load(trial, "gamma");
      Await.until("gamma knows the study", () -> knows(trial, "gamma", hash));
      trial.approve("gamma", hash);
      assertEquals("COMPLETED", trial.end(hash));
      String shown = Cli.coordinator("roster", "--dir", trial.coordinatorFolder()).done();
      assertTrue(shown.contains("roster signed by alpha, beta, gamma"), shown);
      assertTrue(shown.contains(words(trial, "alpha")), shown);

      // After a restart nothing has to be asked again: not even a coordinator need be there.
      trial.federation().coordinator().close();
      trial.federation().node("beta").close();
      trial.federation().restart(trial.federation().node("beta"));
      assertTrue(trial.node("beta").get("/api/v1/status").path("rosterInForce").asBoolean());
    }
  }

  @Test
  void aNodeThatPinnedAnotherRosterIsNamedAndNothingLeaves(@TempDir Path folder) throws Exception {
    try (Trial trial = Trial.found(folder, "alpha", "beta", "gamma")) {
      pinAnotherRoster(trial, "beta");
      trial.start();
      load(trial, "alpha", "beta", "gamma");
      for (String organisation : List.of("alpha", "gamma")) {
        awaitObstacle(
            trial,
            organisation,
            "beta has signed another roster than the one pinned here: compare its words by phone");
      }
      awaitObstacle(trial, "beta", "alpha, gamma have signed another roster");
      String hash = submit(trial, "Under two rosters");
      for (String organisation : List.of("alpha", "gamma")) {
        Await.until(organisation + " knows the study", () -> knows(trial, organisation, hash));
        trial.approve(organisation, hash);
      }
      String status = Cli.coordinator("status", "--dir", trial.coordinatorFolder()).done();
      assertTrue(status.contains("ANOTHER roster signed by beta"), status);
      for (String organisation : trial.federation().organisations()) {
        JsonNode node = trial.node(organisation).get("/api/v1/status");
        assertFalse(node.path("rosterInForce").asBoolean());
        assertEquals(0, node.path("messagesSent").asInt(), organisation);
        assertEquals(List.of(), trial.ledger(organisation, hash));
      }
      assertFalse(knows(trial, "beta", hash));
      assertEquals("Gathering", trial.study(hash).path("state").asText());
    }
  }

  /** The same organisations and keys, and one thing that is not the same. */
  private static void pinAnotherRoster(Trial trial, String organisation) throws IOException {
    NodeFolder node = NodeFolder.open(trial.nodeFolder(organisation));
    ConsortiumFile real = node.consortium();
    RosterSnapshot roster = NodeFolder.roster(real);
    List<Organisation> members = new ArrayList<>(roster.members());
    Organisation last = members.remove(members.size() - 1);
    members.add(new Organisation(last.name(), "Another company", last.signingKey()));
    RosterSnapshot other = RosterSnapshot.first(roster.consortium(), roster.coordinator(), members);
    Path file = trial.file(".json", new byte[0]);
    new ConsortiumFile(
            real.consortium(),
            real.coordinator(),
            real.authority(),
            ByteString.of(other.encode()).hex(),
            real.certificates(),
            real.vocabulary())
        .write(file);
    Files.delete(node.consortiumFile());
    new Joining(node, Clock.systemUTC(), new SecureRandom()).pin(file);
  }

  /** What a node without a version in common is told, and what is passed over. */
  private static void assertVersionsAreNegotiated(Trial trial) throws Exception {
    HttpResponse<byte[]> good = roster(trial, "1, 2");
    assertEquals(200, good.statusCode());
    assertEquals("1, 2", good.headers().firstValue("Kumiki-Protocol").orElse(""));
    assertEquals(List.of("gamma"), SignedRoster.decode(good.body()).missing());
    HttpResponse<byte[]> other = roster(trial, "3, 4");
    assertEquals(426, other.statusCode());
    assertEquals("1, 2", other.headers().firstValue("Kumiki-Protocol").orElse(""));
    String problem = new String(other.body(), StandardCharsets.UTF_8);
    assertTrue(problem.contains("urn:kumiki:problem:protocol-version"), problem);
    assertTrue(problem.contains("bring both sides to the same release"), problem);
    String members = trial.coordinator().get("/api/v1/members").toString();
    assertTrue(members.contains("\"protocolVersions\":\"3, 4\""), members);
  }

  /** Asks as gamma, whose node does not run. */
  private static HttpResponse<byte[]> roster(Trial trial, String versions) throws Exception {
    String base = NodeFolder.open(trial.nodeFolder("gamma")).consortium().coordinator();
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(RecordingProxy.nodeContext(trial, "gamma"))
        .build()
        .send(
            HttpRequest.newBuilder(URI.create(base + "/exchange/v1/roster"))
                .header("Kumiki-Protocol", versions)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void startWithout(Trial trial, String absent) throws InterruptedException {
    LocalFederation federation = trial.federation();
    federation.coordinator().launch(JvmProfile.SMALL);
    federation.coordinator().awaitReady();
    for (String organisation : federation.organisations()) {
      if (!organisation.equals(absent)) {
        federation.restart(federation.node(organisation));
      }
    }
  }

  private static void load(Trial trial, String... organisations) {
    for (int i = 0; i < organisations.length; i++) {
      trial.load(organisations[i], "main", TestTable.english(TestRows.of(61 + i, 20)));
    }
  }

  private static String submit(Trial trial, String title) {
    return trial
        .coordinator()
        .post("/api/v1/studies", Trial.statistics(title), "application/yaml")
        .path("hash")
        .asText();
  }

  private static boolean knows(Trial trial, String organisation, String hash) {
    try {
      trial.study(organisation, hash);
      return true;
    } catch (CommandFailure e) {
      return false;
    }
  }

  private static void awaitObstacle(Trial trial, String organisation, String sentence) {
    Await.until(
        organisation + " says: " + sentence,
        Await.PATIENCE,
        () -> obstacle(trial, organisation).contains(sentence),
        () -> obstacle(trial, organisation));
  }

  private static String obstacle(Trial trial, String organisation) {
    return trial.node(organisation).get("/api/v1/status").path("rosterObstacle").asText();
  }

  private static String words(Trial trial, String organisation) {
    NodeFolder node = NodeFolder.open(trial.nodeFolder(organisation));
    return RosterWords.of(NodeFolder.roster(node.consortium()).hash());
  }
}
