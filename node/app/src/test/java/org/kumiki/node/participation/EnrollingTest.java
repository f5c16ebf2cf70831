package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.enrolment.CertsOnly;
import org.kumiki.certs.enrolment.EstBody;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.node.identity.InvitedNode;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.Invitation;

/** How a node waits for its certificate: as long as the coordinator says, within bounds. */
class EnrollingTest {
  @TempDir Path temporary;

  private static String answer(String status, String headers, String body) {
    return "HTTP/1.1 "
        + status
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n"
        + headers
        + "Connection: close\r\n\r\n"
        + body;
  }

  private static String waiting(String headers) {
    return answer("202 Accepted", headers, "");
  }

  private static String problem(String status, String headers, boolean retryable, String detail) {
    return answer(
        status,
        "Content-Type: application/problem+json\r\n" + headers,
        "{\"title\":\"No\",\"detail\":\"" + detail + "\",\"retryable\":" + retryable + "}");
  }

  /** What both looks at the root are answered with, and what follows. */
  private static List<String> script(X509Certificate root, String... answers) {
    String certificates =
        new String(EstBody.encode(CertsOnly.encode(List.of(root))), StandardCharsets.US_ASCII);
    String authorities = answer("200 OK", "Content-Type: application/pkcs7-mime\r\n", certificates);
    List<String> all = new ArrayList<>(List.of(authorities, authorities));
    all.addAll(List.of(answers));
    return all;
  }

  private NodeFolder invitedBy(ScriptedCoordinator coordinator) {
    NodeFolder folder = NodeFolder.open(temporary.resolve("node"));
    Invitation invitation =
        new Invitation(
            "kinzoku",
            coordinator.uri().toString(),
            "acme",
            "Acme",
            "t".repeat(43),
            Fingerprint.of(coordinator.root()).hex(),
            Instant.now().plus(Duration.ofDays(1)).toString());
    new InvitedNode(folder, Clock.systemUTC(), new SecureRandom())
        .make(
            invitation,
            new InvitedNode.Choices(
                "node-1", 0, null, null, Optional.empty(), SigningKind.ED25519, Optional.empty()));
    return folder;
  }

  @Test
  void itAsksAgainWhenTheCoordinatorSaysAndNeitherAtOnceNorNever() throws Exception {
    try (ScriptedCoordinator coordinator =
        new ScriptedCoordinator(
            "127.0.0.1",
            root ->
                script(
                    root,
                    waiting("Retry-After: 17\r\n"),
                    waiting("Retry-After: 0\r\n"),
                    waiting("Retry-After: 99999999\r\n"),
                    waiting("Retry-After: Fri, 20 Nov 2026 12:00:00 GMT\r\n"),
                    waiting(""),
                    problem("503 Service Unavailable", "Retry-After: 40\r\n", true, "later"),
                    problem("403 Forbidden", "", false, "nobody called")))) {
      List<Duration> rests = new ArrayList<>();
      NodeFolder folder = invitedBy(coordinator);
      Enrolling enrolling = new Enrolling(folder, Clock.systemUTC(), rests::add);

      CommandFailure failure = assertThrows(CommandFailure.class, () -> enrolling.run(true));

      assertEquals(1, failure.exitCode());
      assertTrue(failure.line().contains("nobody called"), failure::line);
      assertEquals(
          List.of(17, 1, 600, 600, 5, 40),
          rests.stream().map(Duration::toSeconds).map(Long::intValue).toList());
      assertFalse(Files.exists(folder.identityFile()));
    }
  }

  @Test
  void whoDoesNotWaitIsToldWhyItIsNotDone() throws Exception {
    try (ScriptedCoordinator coordinator =
        new ScriptedCoordinator(
            "127.0.0.1",
            root ->
                script(root, problem("503 Service Unavailable", "", true, "the disk is full")))) {
      Enrolling enrolling =
          new Enrolling(
              invitedBy(coordinator),
              Clock.systemUTC(),
              rest -> {
                throw new AssertionError("it waits");
              });
      CommandFailure failure = assertThrows(CommandFailure.class, () -> enrolling.run(false));
      assertEquals(75, failure.exitCode());
      assertTrue(failure.line().contains("the disk is full"), failure::line);
    }
  }
}
