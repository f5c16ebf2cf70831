package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.coordinator.enrolment.NodeIssuance;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.learning.computation.Ring;
import org.kumiki.node.identity.IdentityFiles;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.tls.MutualTls;

/**
 * One study, and everything that its members trust changes under it: the coordinator's certificate,
 * the root and the issuing authority, every node's certificate, a member outside of its cohort.
 * Only when one of its own members is revoked does it end, with the sum that an undisturbed run
 * has.
 *
 * <p>One node renews because half of its certificate's life is over, all others because another
 * authority issues.
 */
class TrustChangesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AUTHORITIES = "/api/v1/authorities";
  private static final String[] COHORT = {"alpha", "beta", "delta", "gamma"};
  private static final String OUTSIDE = "epsilon";
  private static final int LENGTH = 50;

  /** Whose certificate lives minutes only. */
  private static final String HURRIED = "gamma";

  /** Long enough for a slow machine to start the node again before the end. */
  private static final Duration SHORT_LIFE = Duration.ofMinutes(5);

  /** How much of it is over when the node starts: it renews 40 to 70 seconds later. */
  private static final Duration LIVED = Duration.ofSeconds(110);

  /** More than can be opened meanwhile; the study ends with one of its members. */
  private static final int ROUNDS = 10_000;

  /** What a round needs to begin, to be masked and to be opened, several times. */
  private static final int SOME_ROUNDS = 5;

  private Trial trial;
  private String study;

  @Test
  void aRunningStudyDoesNotNoticeThatEverythingItTrustsChanges(@TempDir Path folder)
      throws Exception {
    trial = Trial.start(folder, "alpha", "beta", "delta", OUTSIDE, "gamma");
    try {
      X509Certificate shortLived = startAgainWithAShortLife();
      study = propose("While all trust changes", ROUNDS);
      goesOn();
      renewsFromHalfLifeOn(shortLived);
      goesOn();
      List<X509Certificate> oldRoots = roots();
      Set<String> oldLeaves = leaves();

      String own = presented(oldRoots);
      revokeCertificate(own, "key-compromise");
      assertNotEquals(own, presented(oldRoots), "the coordinator has another certificate");
      introduceAnotherRoot();
      revokeMember(OUTSIDE);
      goesOn();
      // With the new root every node has fetched the list that names the coordinator's old one.
      awaitNobody("missing");
      goesOn();

      own = presented(oldRoots);
      step("activation");
      assertNotEquals(own, presented(oldRoots), "one of the new authority");
      // Not issued alone: a connection has presented it.
      awaitNobody("onOldAuthority");
      awaitNobody("missing");
      goesOn();
      oldLeavesCountNothing(oldLeaves);
      step("retirement");
      theOldRootIsGone(oldRoots);
      anotherStudyBeginsAndEnds();
      goesOn();

      JsonNode before = trial.study(study);
      noRoundFailed(before);
      revokeMember("delta");
      endedWithTheSumsOfAnUndisturbedRun(before.path("round").asInt());
    } finally {
      trial.close();
    }
  }

  private X509Certificate startAgainWithAShortLife() throws Exception {
    ServiceProcess node = trial.federation().node(HURRIED);
    node.kill();
    X509Certificate given = ShortLived.give(trial, HURRIED, Instant.now().minus(LIVED), SHORT_LIFE);
    trial.federation().restart(node);
    Await.until("the node comes with it", () -> memberDaysLeft() == 0);
    String told = Cli.coordinator("status", "--dir", trial.coordinatorFolder()).done();
    assertTrue(told.contains("CERTIFICATE ENDS in 0 days"), told);
    return given;
  }

  /** Nobody asks it to, and its process goes on. */
  private void renewsFromHalfLifeOn(X509Certificate shortLived) {
    Await.until(
        "the node has another key and certificate",
        Await.PATIENCE,
        () -> !hurried().getPublicKey().equals(shortLived.getPublicKey()),
        () -> trial.node(HURRIED).get("/api/v1/status").toString());
    X509Certificate renewed = hurried();
    Instant half = shortLived.getNotBefore().toInstant().plus(SHORT_LIFE.dividedBy(2));
    Instant issued = renewed.getNotAfter().toInstant().minus(Duration.ofDays(NodeIssuance.DAYS));
    // Certificates have whole seconds.
    assertFalse(issued.plusSeconds(1).isBefore(half), () -> issued + " is before " + half);
    // Had the node gone on presenting it, its rounds would stop here.
    revokeCertificate(Fingerprint.of(shortLived).hex(), "superseded");
  }

  private X509Certificate hurried() {
    return trial.identity(HURRIED).certificate();
  }

  /** Of the certificate with which the node connects, as the coordinator sees it. */
  private int memberDaysLeft() {
    for (JsonNode member : trial.coordinator().get("/api/v1/members")) {
      if (member.path("organisation").asText().equals(HURRIED)) {
        return member.path("certificateDaysLeft").asInt();
      }
    }
    throw new AssertionError(HURRIED + " is no member");
  }

  private String propose(String title, int rounds) {
    String yaml = Trial.rehearsal(title, LENGTH, rounds) + "cohort: " + List.of(COHORT) + "\n";
    String hash = trial.submit(yaml);
    for (String member : COHORT) {
      trial.awaitStudy(member, hash);
      trial.approveRehearsal(member, hash);
    }
    return hash;
  }

  private void introduceAnotherRoot() {
    Cli.coordinator(
            "ca",
            "rotate-root",
            "--dir",
            trial.coordinatorFolder(),
            "--passphrase-file",
            LocalFederation.passphraseFile(trial.federation().folder()))
        .done();
    assertEquals(2, roots().size());
  }

  private void step(String name) {
    trial.coordinator().postJson(AUTHORITIES + "/" + name, JSON.createObjectNode());
  }

  private void revokeCertificate(String sha256, String reason) {
    trial
        .coordinator()
        .postJson(
            AUTHORITIES + "/certificates/" + sha256 + "/revocation",
            JSON.createObjectNode().put("reason", reason));
  }

  private void revokeMember(String organisation) {
    trial
        .coordinator()
        .postJson("/api/v1/members/" + organisation + "/revocation", JSON.createObjectNode());
  }

  /** Had a node gone on presenting one of them, its rounds would stop here. */
  private void oldLeavesCountNothing(Set<String> oldLeaves) {
    oldLeaves.forEach(old -> revokeCertificate(old, "superseded"));
    assertEquals(COHORT.length, leaves().size(), "each node has another one");
    goesOn();
  }

  /** The cohort's certificates that count. */
  private Set<String> leaves() {
    Set<String> leaves = new TreeSet<>();
    for (JsonNode issued : trial.coordinator().get(AUTHORITIES + "/certificates")) {
      if (List.of(COHORT).contains(issued.path("organisation").asText())
          && !issued.hasNonNull("revokedAt")) {
        leaves.add(issued.path("sha256").asText());
      }
    }
    return leaves;
  }

  private void theOldRootIsGone(List<X509Certificate> oldRoots) throws Exception {
    List<X509Certificate> newRoots = roots();
    assertEquals(1, newRoots.size());
    assertFalse(oldRoots.contains(newRoots.get(0)));
    presented(newRoots);
    assertThrows(SSLHandshakeException.class, () -> presented(oldRoots));
  }

  private List<X509Certificate> roots() {
    String pem = trial.coordinator().get(AUTHORITIES + "/bundle").path("pem").asText();
    return Pem.readBundles(pem).get(0).bundle().roots();
  }

  /** The certificate that a new connection meets, by its SHA-256; the status knows the same. */
  private String presented(List<X509Certificate> trusted) throws IOException, InterruptedException {
    URI coordinator = IdentityFiles.coordinator(NodeFolder.open(trial.nodeFolder("alpha")));
    HttpResponse<Void> answer =
        MutualTls.anonymousClient(trusted)
            .build()
            .send(
                HttpRequest.newBuilder(coordinator.resolve("/.well-known/est/cacerts")).build(),
                HttpResponse.BodyHandlers.discarding());
    X509Certificate leaf =
        (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
    String sha256 = Fingerprint.of(leaf).hex();
    assertEquals(status().path("coordinator").path("sha256").asText(), sha256);
    return sha256;
  }

  private JsonNode status() {
    return trial.coordinator().get(AUTHORITIES);
  }

  private void awaitNobody(String names) {
    Await.until(
        "the status lists nobody as " + names,
        Await.PATIENCE,
        () -> status().path(names).isEmpty(),
        () -> status().toString());
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

  /** A round that fails is begun again in another epoch, and a node writes down each attempt. */
  private void noRoundFailed(JsonNode now) {
    assertEquals(1, now.path("epoch").asInt(), () -> "the first epoch: " + now);
    assertEquals(now.path("round").asInt(), now.path("rounds").size(), "each was opened once");
    for (String member : COHORT) {
      List<String> released = new ArrayList<>();
      for (JsonNode entry : trial.ledger(member, study)) {
        released.add(entry.path("epoch").asText() + "-" + entry.path("round").asText());
      }
      assertEquals(released.size(), new HashSet<>(released).size(), () -> member + released);
    }
  }

  private void endedWithTheSumsOfAnUndisturbedRun(int round) throws IOException {
    Await.until("the study has ended", () -> trial.study(study).hasNonNull("endedAt"));
    JsonNode ended = trial.study(study);
    assertEquals("WITHDRAWN", ended.path("reason").asText(), ended::toString);
    int last = ended.path("round").asInt();
    assertTrue(last >= round, ended::toString);
    noRoundFailed(ended);
    Path sum = trial.coordinatorFolder().resolve("rounds").resolve(study).resolve("1-" + last);
    assertArrayEquals(
        new PlainRehearsal(LENGTH, ROUNDS, COHORT.length).sum(last),
        VectorBytes.toArray(Files.readAllBytes(sum.resolve("sum.bin")), Ring.Z64));
  }

  private void anotherStudyBeginsAndEnds() {
    int rounds = 3;
    String another = propose("After all trust has changed", rounds);
    Await.until(
        "the other study has ended",
        Await.PATIENCE,
        () -> trial.study("gamma", another).hasNonNull("endedAt"),
        () -> trial.study(another).toString());
    String digest = new PlainRehearsal(LENGTH, rounds, COHORT.length).digest();
    assertEquals(digest, trial.result("gamma", another).path("digest").asText());
  }
}
