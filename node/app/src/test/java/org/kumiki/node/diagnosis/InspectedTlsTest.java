package org.kumiki.node.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.node.diagnosis.LoopbackConsortium.Manner;
import org.kumiki.node.diagnosis.LoopbackConsortium.Server;
import org.kumiki.node.diagnosis.NodeDoctor.Findings;
import org.kumiki.node.diagnosis.NodeDoctor.Surroundings;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.Diagnosis;
import org.kumiki.platform.diagnosis.Resolver;

/** Who answers in the coordinator's name. */
class InspectedTlsTest {
  private Patient patient;

  @BeforeEach
  void prepare(@TempDir Path temp) {
    this.patient = new Patient(temp);
  }

  @Test
  void aDeviceThatInspectsTlsIsRecognisedNamedAndNeverTrusted() throws Exception {
    LoopbackConsortium company = new LoopbackConsortium("corp-inspection");
    try (Server device =
        company.serve(company.coordinator(Instant.now(), "127.0.0.1"), Manner.GOOD)) {
      Path folder = patient.node(device.address(), "");
      Findings findings = Patient.examine(folder);
      String root = Fingerprint.of(company.authority()).hex();
      Patient.assertRed(
          findings.diagnosis(), "tls", "TLS is inspected on the way", "no TLS inspection");
      Patient.assertRed(findings.diagnosis(), "tls", root, "127.0.0.1:" + device.port());
      Patient.assertRed(findings.diagnosis(), "tls", "O=corp-inspection", "switched off");
      assertEquals(root, findings.inspector().orElseThrow().fingerprint().hex());
      assertTrue(findings.request().orElseThrow().text().contains(root));

      InspectionNotes notes = new InspectionNotes(NodeFolder.open(folder));
      notes.add(findings.inspector().orElseThrow().fingerprint());
      notes.add(findings.inspector().orElseThrow().fingerprint());
      assertTrue(notes.has(findings.inspector().orElseThrow().fingerprint()));
      Diagnosis again = Patient.examine(folder).diagnosis();
      Patient.assertRed(again, "tls", "TLS is inspected", "no TLS inspection");
      assertTrue(again.of("echo").orElseThrow() instanceof NotTried, "nothing is said to it");
    }
  }

  @Test
  void aStrangersServerIsNotTakenForInspection() throws Exception {
    LoopbackConsortium other = new LoopbackConsortium("other");
    try (Server server =
        other.serve(other.coordinator(Instant.now(), "login.hotel.example"), Manner.GOOD)) {
      Findings findings = Patient.examine(patient.node(server.address(), ""));
      Patient.assertRed(findings.diagnosis(), "tls", "is another server", "check the address");
      assertTrue(findings.inspector().isEmpty());
    }
  }

  @Test
  void aCertificateForAnotherNameIsRed() throws Exception {
    try (Server server =
        patient
            .consortium()
            .serve(patient.consortium().coordinator(Instant.now(), "old.example"), Manner.GOOD)) {
      Diagnosis diagnosis = Patient.examine(patient.node(server.address(), "")).diagnosis();
      Patient.assertRed(
          diagnosis, "tls", "is for old.example and not for 127.0.0.1", "ask the operator");
    }
  }

  @Test
  void aCoordinatorWhoseCertificateExpiredIsRedAndSoIsTheClockNamed() throws Exception {
    LoopbackConsortium.Credentials old =
        patient.consortium().coordinator(Instant.now().minus(Duration.ofDays(8)), "127.0.0.1");
    try (Server server = patient.consortium().serve(old, Manner.GOOD)) {
      Path folder = patient.node(server.address(), "");
      Patient.assertRed(
          Patient.examine(folder).diagnosis(), "tls", "this machine's clock says", "clock");
    }
  }

  @Test
  void whatDoesNotSpeakTlsIsRed() throws Exception {
    try (StubProxy plain = StubProxy.thatSays("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      // Its clients' first flight has no empty line, so it is cut when this side gives up.
      String address = plain.address().replace("http:", "https:");
      Surroundings hasty =
          new Surroundings(
              Clock.systemUTC(), Resolver.ofSystem(), f -> 1L << 40, Duration.ofMillis(300));
      Diagnosis diagnosis = new NodeDoctor(patient.node(address, ""), hasty).examine().diagnosis();
      Patient.assertRed(diagnosis, "tls", "nobody answers", "whether the coordinator runs");
    }
  }

  @Test
  void aServerThatAnswersTlsWithHttpIsRed() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                try (var client = plain.accept()) {
                  client
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                  client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException e) {
                  return;
                }
              });
      thread.start();
      Path folder = patient.node("https://127.0.0.1:" + plain.getLocalPort(), "");
      Patient.assertRed(
          Patient.examine(folder).diagnosis(),
          "tls",
          "does not speak TLS 1.3 or 1.2",
          "host and port");
      thread.join();
    }
  }

  @Test
  void aDeviceWithRsaKeysAndALongChainIsRecognisedToo() throws Exception {
    List<X509Certificate> chain = new ArrayList<>();
    KeyPair leaf = RsaDevice.chain("127.0.0.1", 4, chain);
    try (Server device =
        patient
            .consortium()
            .serve(new LoopbackConsortium.Credentials(leaf.getPrivate(), chain), Manner.GOOD)) {
      Findings findings = Patient.examine(patient.node(device.address(), ""));
      Patient.assertRed(
          findings.diagnosis(), "tls", "TLS is inspected on the way: CN=Device 3", "no TLS");
      assertTrue(findings.inspector().orElseThrow().isRoot());
    }
  }

  @Test
  void beforeEnrolmentADeviceIsRecognisedByTheRootThatItDoesNotHave() throws Exception {
    LoopbackConsortium company = new LoopbackConsortium("corp-inspection");
    try (Server device =
        company.serve(company.coordinator(Instant.now(), "127.0.0.1"), Manner.GOOD)) {
      Path folder = patient.invited(device.address(), Instant.now().plus(Duration.ofDays(3)));
      Findings findings = Patient.examine(folder);
      Patient.assertRed(findings.diagnosis(), "tls", "TLS is inspected", "no TLS inspection");
      assertEquals(
          Fingerprint.of(company.authority()), findings.inspector().orElseThrow().fingerprint());
    }
  }
}
