package org.kumiki.coordinator.enrolment;

import static org.kumiki.coordinator.enrolment.EstServer.RANDOM;
import static org.kumiki.coordinator.enrolment.EstServer.require;
import static org.kumiki.coordinator.enrolment.RefusedRequest.CHALLENGE;
import static org.kumiki.coordinator.enrolment.SampleRequests.asking;
import static org.kumiki.coordinator.enrolment.SampleRequests.node;
import static org.kumiki.coordinator.enrolment.SampleRequests.p256;
import static org.kumiki.coordinator.enrolment.SampleRequests.request;

import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.platform.tls.MachineIdentity.Material;

/** Renewals that are not due to their sender. */
@ExtendWith(SharedEstServer.class)
class RefusedRenewalsTest {
  @ParameterizedTest
  @MethodSource("requests")
  void isRefusedWithItsProblemAndChangesNothing(RefusedRequest refused, EstServer server)
      throws Exception {
    refused.isRefusedAndChangesNothing(server);
  }

  static Stream<RefusedRequest> requests() {
    return Stream.of(
        new RefusedRequest(
            "renewal without a certificate",
            401,
            "unauthenticated",
            (server, o) ->
                () ->
                    EstServer.send(server.anonymous(), server.post("simplereenroll", request(o)))),
        renewed(
            "renewal for another node",
            403,
            "wrong-name",
            o -> new Pkcs10("O=" + o + ",CN=node-2", p256()).signed()),
        renewed(
            "renewal for another organisation",
            403,
            "wrong-name",
            o -> new Pkcs10("O=other,CN=node-1", p256()).signed()),
        renewed(
            "renewal with another organisation's key",
            400,
            "not-granted",
            o -> {
              SigningKey key = SigningKey.generate(o, RANDOM);
              return EnrolmentRequest.first(
                      p256(),
                      node(o),
                      key.publicKey().toByteArray(),
                      m -> key.sign(m).toByteArray(),
                      RANDOM)
                  .signingRequest()
                  .der();
            }),
        renewed(
            "renewal with a broken signature",
            400,
            "no-proof-of-possession",
            o -> Pkcs10.withBrokenSignature(request(o))),
        renewed(
            "renewal to become an authority",
            400,
            "not-granted",
            o -> asking(o, Extension.basicConstraints, new BasicConstraints(true))),
        new RefusedRequest(
            "an eleventh renewal in a day",
            429,
            "renewed-too-often",
            (server, o) -> {
              Material member = server.enrolled(o);
              for (int i = 0; i < Enrolments.MAX_RENEWALS_A_DAY; i++) {
                require(200, server.reenrol(member, request(o)));
              }
              return () -> server.reenrol(member, request(o));
            }),
        new RefusedRequest(
            "the certificate of a revoked member",
            403,
            "forbidden",
            (server, o) -> {
              Material member = server.enrolled(o);
              server.members.revoke(o);
              return () -> server.reenrol(member, request(o));
            }),
        new RefusedRequest(
            "a certificate after its successor was used",
            403,
            "forbidden",
            (server, o) -> {
              Material old = server.enrolled(o);
              KeyPair keys = p256();
              byte[] der = request(o, keys);
              Material fresh =
                  server.material(
                      keys, EstServer.leaf(require(200, server.reenrol(old, der)), keys));
              require(200, server.reenrol(fresh, request(o)));
              return () -> server.reenrol(old, request(o));
            }),
        new RefusedRequest(
            "a certificate that nobody entered in the table",
            403,
            "forbidden",
            (server, o) -> {
              server.enrolled(o);
              KeyPair keys = p256();
              Material made =
                  server.material(
                      keys,
                      server.issue(keys, new CertificateProfile.Node(node(o), 30), Instant.now()));
              return () -> server.reenrol(made, request(o));
            }),
        new RefusedRequest(
            "a member of another consortium, by our own authority",
            403,
            "forbidden",
            (server, o) -> {
              server.enrolled(o);
              KeyPair keys = p256();
              PeerIdentity elsewhere = new PeerIdentity("elsewhere", o, "node-1");
              Material made =
                  server.material(
                      keys,
                      server.issue(
                          keys, new CertificateProfile.Node(elsewhere, 30), Instant.now()));
              return () -> server.reenrol(made, request(o));
            }),
        new RefusedRequest(
            "without credentials, the key of a certificate that is valid",
            401,
            CHALLENGE,
            (server, o) -> {
              Material member = server.enrolled(o);
              byte[] der =
                  request(o, new KeyPair(member.certificate().getPublicKey(), member.key()));
              return () -> EstServer.send(server.anonymous(), server.post("simpleenroll", der));
            }),
        new RefusedRequest(
            "the expired key of a revoked member",
            403,
            "member-revoked",
            (server, o) -> {
              Material member = server.enrolled(o);
              server.members.revoke(o);
              return () -> afterAMonth(server, member, o);
            }),
        new RefusedRequest(
            "the expired key of a certificate that was taken back",
            403,
            "certificate-revoked",
            (server, o) -> {
              Material member = server.enrolled(o);
              server.takeBack(member.certificate());
              return () -> afterAMonth(server, member, o);
            }));
  }

  private static HttpResponse<byte[]> afterAMonth(EstServer server, Material member, String o)
      throws Exception {
    byte[] der = request(o, new KeyPair(member.certificate().getPublicKey(), member.key()));
    server.clock.set(Duration.ofDays(31));
    try {
      return EstServer.send(server.anonymous(), server.post("simpleenroll", der));
    } finally {
      server.clock.set(Duration.ZERO);
    }
  }

  private static RefusedRequest renewed(
      String name, int status, String problem, RefusedRequest.Bytes der) {
    return new RefusedRequest(
        name,
        status,
        problem,
        (server, o) -> {
          Material member = server.enrolled(o);
          // The first use is noted before the state is looked at.
          require(409, replayed(server, member, o));
          byte[] bytes = der.of(o);
          return () -> server.reenrol(member, bytes);
        });
  }

  private static HttpResponse<byte[]> replayed(EstServer server, Material member, String o)
      throws Exception {
    byte[] der = request(o);
    require(200, server.reenrol(member, der));
    return server.reenrol(member, der);
  }
}
