package org.kumiki.coordinator.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.kumiki.coordinator.enrolment.EstServer.CONSORTIUM;
import static org.kumiki.coordinator.enrolment.EstServer.RANDOM;
import static org.kumiki.coordinator.enrolment.SampleRequests.node;
import static org.kumiki.coordinator.enrolment.SampleRequests.p256;
import static org.kumiki.coordinator.enrolment.SampleRequests.request;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.platform.tls.MachineIdentity.Material;

/** Certificates that TLS itself does not take; there is no answer to these. */
@ExtendWith(SharedEstServer.class)
class StrangersCertificatesTest {
  /** Somebody, as this consortium or another one has made it. */
  interface Maker {
    Material of(EstServer server);
  }

  /** Who connects. */
  record Stranger(String name, Maker maker) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void endInTheHandshake(Stranger stranger, EstServer server) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(Insisting.context(stranger.maker().of(server)))
            .build();
    HttpRequest.Builder renewal = server.post("simplereenroll", request("acme"));
    String before = server.state();
    assertThrows(IOException.class, () -> EstServer.send(client, renewal));
    assertEquals(before, server.state());
  }

  static Stream<Stranger> strangers() {
    return Stream.of(
        new Stranger(
            "expired a month ago",
            server -> {
              KeyPair keys = p256();
              Instant then = Instant.now().minus(Duration.ofDays(60));
              return server.material(
                  keys, server.issue(keys, new CertificateProfile.Node(node("acme"), 30), then));
            }),
        new Stranger(
            "not valid before tomorrow",
            server -> {
              KeyPair keys = p256();
              Instant then = Instant.now().plus(Duration.ofDays(1));
              return server.material(
                  keys, server.issue(keys, new CertificateProfile.Node(node("acme"), 30), then));
            }),
        new Stranger(
            "made for a server",
            server -> {
              KeyPair keys = p256();
              return server.material(
                  keys,
                  server.issue(
                      keys,
                      new CertificateProfile.Coordinator(List.of("localhost"), 30),
                      Instant.now()));
            }),
        new Stranger(
            "issued by another consortium of the same name",
            server -> {
              KeyPair keys = p256();
              Issuer other =
                  Issuer.selfSigned(
                      CONSORTIUM, p256(), Issuer.newSerial(RANDOM), Instant.now(), 30, RANDOM);
              X509Certificate leaf =
                  other.issue(
                      SigningRequest.create(keys, RANDOM),
                      new CertificateProfile.Node(node("acme"), 30),
                      Issuer.newSerial(RANDOM),
                      Instant.now());
              return new Material(
                  keys.getPrivate(), List.of(leaf), List.of(server.rootCertificate()));
            }));
  }
}
