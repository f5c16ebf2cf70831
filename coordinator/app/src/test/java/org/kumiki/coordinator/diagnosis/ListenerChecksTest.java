package org.kumiki.coordinator.diagnosis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.Warning;
import org.kumiki.platform.diagnosis.Resolver;
import org.kumiki.platform.tls.MutualTls;

/** While the service runs: something answers at its port. */
class ListenerChecksTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Issuer issuer =
      Issuer.selfSigned(
          "steel", KeyPairs.generate(RANDOM), BigInteger.ONE, Instant.now(), 30, RANDOM);
  private final KeyPair keys = KeyPairs.generate(RANDOM);
  private final X509Certificate certificate = issue(keys);
  private ServerSocket listener;

  private X509Certificate issue(KeyPair pair) {
    return issuer.issue(
        SigningRequest.create(pair, RANDOM),
        new CertificateProfile.Coordinator(List.of("127.0.0.1"), 7),
        Issuer.newSerial(RANDOM),
        Instant.now());
  }

  @BeforeEach
  void listen() throws IOException {
    listener =
        MutualTls.sslContext(keys.getPrivate(), List.of(certificate), List.of(issuer.certificate()))
            .getServerSocketFactory()
            .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "listener");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try (SSLSocket client = (SSLSocket) listener.accept()) {
        client.startHandshake();
      } catch (IOException e) {
        // Closed, or a client that saw enough.
        continue;
      }
    }
  }

  private ListenerChecks checks(X509Certificate expected, int port) {
    return new ListenerChecks(
        URI.create("https://127.0.0.1:" + port),
        expected,
        Resolver.ofSystem(),
        Duration.ofSeconds(5));
  }

  @Test
  void theFoldersCertificateAtThePortAndAtTheAddressIsGreen() {
    int port = listener.getLocalPort();
    List<CheckResult> lines = checks(certificate, port).of("0.0.0.0", port, true);
    assertTrue(lines.stream().allMatch(Good.class::isInstance), lines::toString);
  }

  @Test
  void anotherCertificateAtThePortIsYellowAndAtTheAddressRed() {
    int port = listener.getLocalPort();
    ListenerChecks other = checks(issue(KeyPairs.generate(RANDOM)), port);
    assertTrue(other.listener("127.0.0.1", port, true) instanceof Warning);
    Failure address = (Failure) other.reachable();
    assertTrue(address.cause().contains("another certificate"), address::cause);
    assertTrue(address.fix().contains("TLS must pass through"), address::fix);
  }

  @Test
  void aServiceThatRunsAndDoesNotListenIsRed() throws IOException {
    int port = listener.getLocalPort();
    listener.close();
    Failure silent = (Failure) checks(certificate, port).listener("127.0.0.1", port, true);
    assertTrue(silent.cause().contains("nothing speaks TLS"), silent::cause);
    assertTrue(checks(certificate, port).reachable() instanceof Warning);
  }
}
