package org.kumiki.coordinator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.certs.trust.TrustAnchors;
import org.kumiki.certs.trust.TrustAnchors.Purpose;
import org.kumiki.coordinator.cli.AuthorityTrial.Said;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.tls.MachineIdentity.Material;
import org.kumiki.platform.tls.MutualTls;

/** The authority of a running coordinator, on its real listener, against a real PostgreSQL. */
class AuthorityServiceTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir Path temporary;

  /** Looks again until it is so; a minute is far more than any of this takes. */
  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, what);
      assertFalse(never.await(100, TimeUnit.MILLISECONDS));
    }
  }

  @Test
  void revocationEndsWaitingRequestsAndIdleConnectionsAndRenewalDoesNot() throws Exception {
    Instant now = Instant.now();
    try (AuthorityTrial trial =
        AuthorityTrial.foundedAt(temporary, now.minus(Duration.ofDays(20)))) {
      Material acme = trial.member("acme");
      CompletableFuture<HttpResponse<byte[]>> waiting = poll(trial, acme);
      CompletableFuture<HttpResponse<byte[]>> birch = poll(trial, trial.member("birch"));
      try (SSLSocket idle = idleConnection(trial, acme)) {
        await("both are seen", () -> seen(trial, "acme") && seen(trial, "birch"));
        renewsWhileRequestsWait(trial, now);
        assertFalse(wasEnded(waiting) || wasEnded(birch), "renewal ends nobody's request");

        Said revoked = trial.coordinator("revoke", "acme");
        assertEquals(ExitCode.DONE, revoked.exitCode(), revoked.text());

        assertRefusedOrClosed(waiting);
        idle.setSoTimeout((int) LONGEST.toMillis());
        assertEquals(-1, readToEnd(idle.getInputStream()), "the idle connection is closed");
      }
      assertEquals(403, trial.get(acme, "/inbox?after=0&wait=0").statusCode());
      assertEquals(200, trial.get(trial.member("birch"), "/inbox?after=0&wait=0").statusCode());
      ownCertificateThatIsTakenBackIsReplacedAtOnce(trial);
      // A moment later: an entry counts from its own second on.
      theListSaysSoToAnybody(trial, Instant.now().plusSeconds(2));
      birch.cancel(true);
    }
  }

  private static CompletableFuture<HttpResponse<byte[]>> poll(
      AuthorityTrial trial, Material member) {
    return trial
        .client(member)
        .sendAsync(trial.request("/inbox?after=0&wait=55").build(), BodyHandlers.ofByteArray());
  }

  /** By anything else than an answer to it. */
  private static boolean wasEnded(CompletableFuture<HttpResponse<byte[]>> request) {
    return request.isCompletedExceptionally()
        || (request.isDone() && request.join().statusCode() != 200);
  }

  private static boolean seen(AuthorityTrial trial, String organisation) {
    for (JsonNode member : trial.api.get("/api/v1/members")) {
      if (member.path("organisation").asText().equals(organisation)) {
        return member.hasNonNull("lastSeenAt");
      }
    }
    return false;
  }

  /** A connection on which one request was answered, and nothing is asked any more. */
  private static SSLSocket idleConnection(AuthorityTrial trial, Material member)
      throws IOException {
    SSLSocket socket =
        (SSLSocket)
            MutualTls.sslContext(member)
                .getSocketFactory()
                .createSocket("127.0.0.1", trial.service.machinePort());
    socket
        .getOutputStream()
        .write(
            ("GET /exchange/v1/inbox?after=0&wait=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static int readToEnd(InputStream in) throws IOException {
    byte[] buffer = new byte[4096];
    int read = in.read(buffer);
    while (read > 0) {
      read = in.read(buffer);
    }
    return read;
  }

  private static void assertRefusedOrClosed(CompletableFuture<HttpResponse<byte[]>> waiting)
      throws Exception {
    try {
      assertEquals(403, waiting.get(LONGEST.toSeconds(), TimeUnit.SECONDS).statusCode());
    } catch (ExecutionException e) {
      assertTrue(e.getCause() instanceof IOException, e.toString());
    }
  }

  private static void renewsWhileRequestsWait(AuthorityTrial trial, Instant now) throws Exception {
    Material cedar = trial.member("cedar");
    X509Certificate before = trial.presented(cedar).get(0);
    trial.clock.set(now);
    await("the coordinator renews", () -> !trial.presented(cedar).get(0).equals(before));
    X509Certificate after = trial.presented(cedar).get(0);
    assertEquals(
        now.plus(Duration.ofDays(30)).getEpochSecond(),
        after.getNotAfter().toInstant().getEpochSecond());
    assertNotEquals(before.getPublicKey(), after.getPublicKey());
  }

  /** Nodes that know the list would refuse the coordinator, and could ask nobody any more. */
  private static void ownCertificateThatIsTakenBackIsReplacedAtOnce(AuthorityTrial trial)
      throws Exception {
    Material birch = trial.member("birch");
    List<X509Certificate> before = trial.presented(birch);
    String sha256 = Fingerprint.of(before.get(0)).hex();
    Said revoked = trial.coordinator("ca", "revoke", sha256, "--reason", "key-compromise");
    assertEquals(ExitCode.DONE, revoked.exitCode(), revoked.text());

    List<X509Certificate> after = trial.presented(birch);
    assertNotEquals(before.get(0).getPublicKey(), after.get(0).getPublicKey());
    TrustAnchors anchors = new TrustAnchors(trial.foundingRoots).with(lists(trial));
    Instant soon = Instant.now().plusSeconds(2);
    anchors.validate(after, soon, Purpose.COORDINATOR);
    CertificateRefused refused =
        assertThrows(
            CertificateRefused.class, () -> anchors.validate(before, soon, Purpose.COORDINATOR));
    assertEquals(Reason.REVOKED, refused.reason());
    assertEquals(0, trial.api.get(CaCommand.API).path("warnings").size());
  }

  private static List<X509CRL> lists(AuthorityTrial trial) {
    return Pem.readRevocationLists(
        trial.api.get(CaCommand.API + "/revocation-lists").path("pem").asText());
  }

  private static void theListSaysSoToAnybody(AuthorityTrial trial, Instant now) throws Exception {
    Material stranger = trial.member("acme");
    List<X509CRL> lists =
        Pem.readRevocationLists(
            new String(trial.get(stranger, "/revocation-lists").body(), StandardCharsets.UTF_8));
    TrustAnchors anchors = new TrustAnchors(trial.foundingRoots).with(lists);
    CertificateRefused refused =
        assertThrows(
            CertificateRefused.class,
            () -> anchors.validate(trial.member("acme").chain(), now, Purpose.NODE));
    assertEquals(Reason.REVOKED, refused.reason());
    anchors.validate(trial.member("birch").chain(), now, Purpose.NODE);
  }

  @Test
  void authoritiesAreReplacedWhileNodesAreConnected() throws Exception {
    try (AuthorityTrial trial = AuthorityTrial.foundedAt(temporary, Instant.now())) {
      List<X509Certificate> oldRoot = trial.foundingRoots;
      X509Certificate first = issuer(trial, trial.member("acme"));
      CompletableFuture<HttpResponse<byte[]>> waiting = poll(trial, trial.member("birch"));

      rotate(trial, "rotate-issuing");
      aStepWaitsForEveryNode(trial, oldRoot);
      await(
          "the new authority is presented",
          () -> !issuer(trial, trial.member("acme")).equals(first));
      verifiesWithAllLists(trial, oldRoot);
      retire(trial);

      rotate(trial, "rotate-root");
      AuthorityBundle both = trial.acknowledge("acme", oldRoot).bundle();
      assertEquals(2, both.roots().size());
      trial.acknowledge("birch", oldRoot);
      Said forced =
          trial.coordinator(
              "ca", "activate", "--force-without", "cedar/node-1", "--reason", "on holiday");
      assertEquals(ExitCode.DONE, forced.exitCode(), forced.text());
      await(
          "the new root's authority issues",
          () ->
              AuthorityKeyId.of(issuer(trial, trial.member("acme", both.roots())))
                  .equals(bundle(trial).active()));

      // Cedar slept through the introduction, and catches up by itself until the old root goes.
      SignedBundle late = trial.acknowledge("cedar", oldRoot);
      List<X509Certificate> newRoot = List.of(late.bundle().newestRoot());
      assertEquals(
          200,
          trial.get(trial.member("cedar", late.bundle().roots()), "/authorities").statusCode());
      verifiesWithAllLists(trial, oldRoot);
      assertFalse(waiting.isCompletedExceptionally(), "nobody's request was ended");
      retire(trial);
      await(
          "the old root is gone",
          () -> bundle(trial).roots().equals(newRoot) && verifiesUnder(trial, newRoot));
      assertThrows(
          SSLHandshakeException.class,
          () -> trial.get(trial.member("acme", oldRoot), "/authorities"));
      // A certificate under the old root counts nothing any more: it is not even shown.
      assertEquals(
          401, trial.get(trial.member("acme", newRoot), "/inbox?after=0&wait=0").statusCode());
      waiting.cancel(true);
    }
  }

  private static AuthorityBundle bundle(AuthorityTrial trial) {
    return Pem.readBundles(trial.api.get(CaCommand.API + "/bundle").path("pem").asText())
        .get(0)
        .bundle();
  }

  private static X509Certificate issuer(AuthorityTrial trial, Material member) throws Exception {
    return trial.presented(member).get(1);
  }

  private static void rotate(AuthorityTrial trial, String command) {
    Said said = trial.coordinator("ca", command, "--passphrase-file", trial.passphrase.toString());
    assertEquals(ExitCode.DONE, said.exitCode(), said.text());
    assertTrue(said.text().contains("openssl verify"), said.text());
    assertTrue(said.text().contains("'ca activate'"), said.text());
    Said again = trial.coordinator("ca", command, "--passphrase-file", trial.passphrase.toString());
    assertEquals(ExitCode.FAILED, again.exitCode());
    assertTrue(again.text().contains("not finished"), again.text());
  }

  private static void aStepWaitsForEveryNode(AuthorityTrial trial, List<X509Certificate> trusted)
      throws Exception {
    trial.acknowledge("acme", trusted);
    Said early = trial.coordinator("ca", "activate");
    assertEquals(ExitCode.FAILED, early.exitCode());
    assertTrue(early.text().contains("birch/node-1, cedar/node-1"), early.text());
    assertFalse(early.text().contains("acme/node-1"), early.text());
    Said unreasoned = trial.coordinator("ca", "activate", "--force-without", "birch/node-1");
    assertTrue(unreasoned.text().contains("reason"), unreasoned.text());
    trial.acknowledge("birch", trusted);
    trial.acknowledge("cedar", trusted);
    Said done = trial.coordinator("ca", "activate");
    assertEquals(ExitCode.DONE, done.exitCode(), done.text());
  }

  private static void retire(AuthorityTrial trial) {
    Said early = trial.coordinator("ca", "retire");
    assertEquals(ExitCode.FAILED, early.exitCode());
    assertTrue(early.text().contains("acme/node-1"), early.text());
    Said done =
        trial.coordinator(
            "ca",
            "retire",
            "--reason",
            "no renewal in this test",
            "--force-without",
            "acme/node-1",
            "birch/node-1",
            "cedar/node-1");
    assertEquals(ExitCode.DONE, done.exitCode(), done.text());
  }

  private static void verifiesWithAllLists(AuthorityTrial trial, List<X509Certificate> trusted)
      throws Exception {
    new TrustAnchors(trusted)
        .with(lists(trial))
        .validate(
            trial.presented(trial.member("acme", trusted)), Instant.now(), Purpose.COORDINATOR);
  }

  private static boolean verifiesUnder(AuthorityTrial trial, List<X509Certificate> roots)
      throws Exception {
    return trial.presented(trial.member("acme", roots)).size() == 2;
  }
}
