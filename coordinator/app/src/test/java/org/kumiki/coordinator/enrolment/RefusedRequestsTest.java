package org.kumiki.coordinator.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.coordinator.enrolment.EstServer.CONSORTIUM;
import static org.kumiki.coordinator.enrolment.EstServer.RANDOM;
import static org.kumiki.coordinator.enrolment.EstServer.basic;
import static org.kumiki.coordinator.enrolment.EstServer.require;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.enrolment.EstBody;
import org.kumiki.certs.enrolment.RequestAttributes;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.platform.tls.MachineIdentity.Material;

/**
 * Requests that must not become a certificate: malformed, replayed, expired, signed by others. Each
 * is answered with the problem that docs/protocol.md lists, and changes nothing.
 */
class RefusedRequestsTest {
  /** Not a problem, but the question who is there. */
  private static final String CHALLENGE = "";

  @TempDir static Path temporary;
  private static EstServer server;

  @BeforeAll
  static void start() {
    server = new EstServer(temporary, 1);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Gets everything ready and returns the one request that is refused. */
  interface Preparation {
    Callable<HttpResponse<byte[]>> prepare(String organisation) throws Exception;
  }

  /** What somebody sends, and the answer. */
  record Case(String name, int status, String problem, Preparation preparation) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource({"requests", "names", "invitations", "renewals"})
  void isRefusedWithItsProblemAndChangesNothing(Case refused) throws Exception {
    String organisation = "m" + Integer.toHexString(refused.name().hashCode());
    Callable<HttpResponse<byte[]>> request = refused.preparation().prepare(organisation);
    String before = server.state();

    HttpResponse<byte[]> answer = request.call();

    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertEquals(refused.status(), answer.statusCode(), body);
    if (refused.problem().equals(CHALLENGE)) {
      assertEquals("", body, "a challenge has no body");
      assertEquals("Basic realm=\"kumiki\"", answer.headers().firstValue("WWW-Authenticate").get());
    } else {
      assertTrue(body.contains("\"urn:kumiki:problem:" + refused.problem() + "\""), body);
      assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").get());
    }
    assertEquals(before, server.state());
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void aStrangersCertificateEndsInTheHandshake(Case stranger) throws Exception {
    Callable<HttpResponse<byte[]>> request = stranger.preparation().prepare("handshake");
    String before = server.state();
    assertThrows(IOException.class, request::call);
    assertEquals(before, server.state());
  }

  @Test
  void theTableIsAsLongAsPromised() {
    long rows =
        Stream.of(requests(), names(), invitations(), renewals(), strangers())
            .mapToLong(Stream::count)
            .sum();
    assertTrue(rows >= 25, () -> "only " + rows);
  }

  /** Bytes that are no acceptable PKCS#10. */
  static Stream<Case> requests() {
    List<Case> cases = new ArrayList<>();
    cases.add(body("no Base64", 400, "request-unreadable", o -> "%%%".getBytes(ascii())));
    cases.add(
        body(
            "PEM with its lines",
            400,
            "request-unreadable",
            o -> pem(request(o)).getBytes(ascii())));
    cases.add(
        body("Base64 of noise", 400, "request-unreadable", o -> EstBody.encode(new byte[300])));
    cases.add(
        body(
            "bytes after the end",
            400,
            "request-unreadable",
            o -> EstBody.encode(longer(request(o)))));
    cases.add(
        body(
            "a request that is cut off",
            400,
            "request-unreadable",
            o -> EstBody.encode(shorter(request(o)))));
    cases.add(body("a request above 8 KiB", 413, "too-large", o -> EstBody.encode(new byte[8193])));
    cases.add(body("a body of a megabyte", 413, "too-large", o -> new byte[1 << 20]));
    cases.add(
        new Case(
            "another content type",
            415,
            "unsupported-media-type",
            o -> enrolAs(o, "application/json")));
    cases.add(
        new Case("chunks without a length", 411, "length-required", RefusedRequestsTest::chunked));
    cases.add(
        der(
            "a signature with one wrong bit",
            400,
            "no-proof-of-possession",
            o -> Pkcs10.withBrokenSignature(request(o))));
    cases.add(
        der(
            "a signature by another key",
            400,
            "no-proof-of-possession",
            o -> new Pkcs10(subject(o), p256()).signed("SHA256withECDSA", p256())));
    cases.add(der("RSA of 512 bits", 400, "wrong-key", o -> rsa(o, 512)));
    cases.add(der("RSA of 1024 bits", 400, "wrong-key", o -> rsa(o, 1024)));
    cases.add(der("RSA of 2048 bits", 400, "wrong-key", o -> rsa(o, 2048)));
    for (String curve : List.of("secp384r1", "secp256k1", "brainpoolP256r1", "secp160r1")) {
      cases.add(
          der(
              "a key on " + curve,
              400,
              "wrong-key",
              o -> new Pkcs10(subject(o), Pkcs10.curve(curve)).signed()));
    }
    cases.add(
        der(
            "a point off the curve",
            400,
            "wrong-key",
            o -> Pkcs10.withPointOffTheCurve(request(o))));
    cases.add(
        der(
            "a signature over SHA-1",
            400,
            "wrong-key",
            o -> {
              KeyPair keys = p256();
              return new Pkcs10(subject(o), keys).signed("SHA1withECDSA", keys);
            }));
    return cases.stream();
  }

  /** Requests for what their sender is not given. */
  static Stream<Case> names() {
    return Stream.of(
        named("another organisation in the subject", o -> "O=other,CN=node-1"),
        named("no organisation in the subject", o -> "CN=node-1"),
        named("no node in the subject", o -> "O=" + o),
        named("two nodes in the subject", o -> "O=" + o + ",CN=node-1,CN=node-2"),
        named("a further part of the subject", o -> "O=" + o + ",OU=lab,CN=node-1"),
        named("a subject of two parts in one", o -> "O=" + o + "+CN=node-1"),
        named("a node that is no identifier", o -> "O=" + o + ",CN=Node 1"),
        der(
            "an alternative name of another node",
            403,
            "wrong-name",
            o ->
                asking(
                    o,
                    Extension.subjectAlternativeName,
                    new GeneralNames(
                        new GeneralName(
                            GeneralName.uniformResourceIdentifier,
                            "urn:kumiki:kinzoku:other:node-1")))),
        der(
            "a second alternative name",
            403,
            "wrong-name",
            o ->
                asking(
                    o,
                    Extension.subjectAlternativeName,
                    new GeneralNames(
                        new GeneralName[] {
                          new GeneralName(GeneralName.uniformResourceIdentifier, node(o).uri()),
                          new GeneralName(GeneralName.dNSName, "coordinator.example.org")
                        }))),
        der(
            "to be an authority",
            400,
            "not-granted",
            o -> asking(o, Extension.basicConstraints, new BasicConstraints(true))),
        der(
            "an attribute that is not listed",
            400,
            "not-granted",
            o ->
                new Pkcs10(subject(o), p256())
                    .with(
                        PKCSObjectIdentifiers.pkcs_9_at_challengePassword,
                        new DERPrintableString("x"))
                    .signed()),
        der(
            "an attribute twice",
            400,
            "request-unreadable",
            o ->
                new Pkcs10(subject(o), p256())
                    .with(RequestAttributes.KEY_PROOF, new DEROctetString(new byte[64]))
                    .with(RequestAttributes.KEY_PROOF, new DEROctetString(new byte[64]))
                    .signed()),
        der(
            "an organisation's key without a proof",
            400,
            "no-proof-of-possession",
            o ->
                new Pkcs10(subject(o), p256())
                    .with(RequestAttributes.ORGANISATION_KEY, new DEROctetString(key(o)))
                    .signed()),
        der(
            "an organisation's key proven by another",
            400,
            "no-proof-of-possession",
            RefusedRequestsTest::provenByAnother),
        der(
            "an organisation's key of small order",
            400,
            "no-proof-of-possession",
            o ->
                new Pkcs10(subject(o), p256())
                    .with(RequestAttributes.ORGANISATION_KEY, new DEROctetString(identityPoint()))
                    .with(RequestAttributes.KEY_PROOF, new DEROctetString(new byte[64]))
                    .signed()),
        der(
            "an organisation's key of 31 bytes",
            400,
            "wrong-key",
            o ->
                new Pkcs10(subject(o), p256())
                    .with(RequestAttributes.ORGANISATION_KEY, new DEROctetString(new byte[31]))
                    .signed()));
  }

  /** Invitations that do not count. */
  static Stream<Case> invitations() {
    return Stream.of(
        new Case(
            "nobody invited, no credentials",
            401,
            CHALLENGE,
            o -> () -> EstServer.send(server.anonymous(), server.post("simpleenroll", request(o)))),
        new Case(
            "a bearer token",
            401,
            "no-invitation",
            o -> authorized(o, "Bearer " + server.token.secret())),
        new Case(
            "Basic without a colon", 401, "no-invitation", o -> authorized(o, "Basic YWNtZQ==")),
        new Case("Basic that is no Base64", 401, "no-invitation", o -> authorized(o, "Basic %%%")),
        new Case(
            "an organisation that is not invited",
            401,
            "no-invitation",
            o -> () -> server.enrol(o, "x".repeat(43), request(o))),
        new Case(
            "a wrong token",
            401,
            "no-invitation",
            o -> {
              server.invite(o);
              return () -> server.enrol(o, "x".repeat(43), request(o));
            }),
        new Case(
            "the token of another organisation",
            401,
            "no-invitation",
            o -> {
              server.invite(o);
              String other = server.invite(o + "x");
              return () -> server.enrol(o, other, request(o));
            }),
        new Case(
            "an invitation that was taken back",
            401,
            "no-invitation",
            o -> {
              String token = server.invite(o);
              server.invitations.revoke(o);
              return () -> server.enrol(o, token, request(o));
            }),
        new Case(
            "an invitation that has expired",
            403,
            "invitation-expired",
            o -> {
              String token = server.invitations.make(o, "late", Instant.now().minusSeconds(1));
              return () -> server.enrol(o, token, request(o));
            }),
        new Case(
            "an invitation at which many tokens were tried",
            403,
            "invitation-locked",
            o -> {
              String token = server.invite(o);
              for (int i = 0; i < Invitations.MAX_FAILURES; i++) {
                require(401, server.enrol(o, "guess-" + i, request(o)));
              }
              return () -> server.enrol(o, token, request(o));
            }),
        new Case(
            "an invitation used again for another request",
            409,
            "invitation-used",
            o -> {
              String token = server.invite(o);
              require(202, server.enrol(o, token, request(o)));
              return () -> server.enrol(o, token, request(o));
            }),
        new Case(
            "the request of an invitation that was taken back",
            409,
            "request-replayed",
            o -> {
              byte[] der = request(o);
              require(202, server.enrol(o, server.invite(o), der));
              String again = server.invite(o);
              return () -> server.enrol(o, again, der);
            }),
        new Case(
            "a request that the operator refused",
            403,
            "enrolment-refused",
            o -> {
              byte[] der = request(o);
              String token = server.invite(o);
              require(202, server.enrol(o, token, der));
              server.decisions.refuse(o, "the words differ");
              return () -> server.enrol(o, token, der);
            }),
        new Case(
            "a request replayed after its certificate is used",
            409,
            "already-issued",
            RefusedRequestsTest::replayedAfterUse),
        new Case(
            "another node of a member",
            403,
            "wrong-name",
            o -> {
              server.enrolled(o);
              String token = server.invite(o);
              byte[] der = new Pkcs10("O=" + o + ",CN=node-2", p256()).signed();
              return () -> server.enrol(o, token, der);
            }));
  }

  /** Renewals that are not due to their sender. */
  static Stream<Case> renewals() {
    return Stream.of(
        new Case(
            "renewal without a certificate",
            401,
            "unauthenticated",
            o ->
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
        new Case(
            "a renewal that was made before",
            409,
            "request-replayed",
            o -> {
              Material member = server.enrolled(o);
              byte[] der = request(o);
              require(200, server.reenrol(member, der));
              return () -> server.reenrol(member, der);
            }),
        new Case(
            "an eleventh renewal in a day",
            429,
            "renewed-too-often",
            o -> {
              Material member = server.enrolled(o);
              for (int i = 0; i < Enrolments.MAX_RENEWALS_A_DAY; i++) {
                require(200, server.reenrol(member, request(o)));
              }
              return () -> server.reenrol(member, request(o));
            }),
        new Case(
            "the certificate of a revoked member",
            403,
            "forbidden",
            o -> {
              Material member = server.enrolled(o);
              server.members.revoke(o);
              return () -> server.reenrol(member, request(o));
            }),
        new Case(
            "a certificate after its successor was used",
            403,
            "forbidden",
            o -> {
              Material old = server.enrolled(o);
              KeyPair keys = p256();
              byte[] der = EnrolmentRequest.renewal(keys, node(o), RANDOM).signingRequest().der();
              Material fresh =
                  server.material(
                      keys, EstServer.leaf(require(200, server.reenrol(old, der)), keys));
              require(200, server.reenrol(fresh, request(o)));
              return () -> server.reenrol(old, request(o));
            }),
        new Case(
            "a certificate that nobody entered in the table",
            403,
            "forbidden",
            o -> {
              server.enrolled(o);
              KeyPair keys = p256();
              Material made =
                  server.material(
                      keys,
                      server.issue(keys, new CertificateProfile.Node(node(o), 30), Instant.now()));
              return () -> server.reenrol(made, request(o));
            }),
        new Case(
            "a member of another consortium, by our own authority",
            403,
            "forbidden",
            o -> {
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
        new Case(
            "without credentials, the key of a certificate that is valid",
            401,
            CHALLENGE,
            o -> {
              Material member = server.enrolled(o);
              byte[] der = sameKey(member, o);
              return () -> EstServer.send(server.anonymous(), server.post("simpleenroll", der));
            }),
        new Case(
            "the expired key of a revoked member",
            403,
            "member-revoked",
            o -> {
              Material member = server.enrolled(o);
              server.members.revoke(o);
              byte[] der = sameKey(member, o);
              return () -> {
                server.clock.set(Duration.ofDays(31));
                try {
                  return EstServer.send(server.anonymous(), server.post("simpleenroll", der));
                } finally {
                  server.clock.set(Duration.ZERO);
                }
              };
            }));
  }

  /** Certificates that TLS itself does not take; there is no answer to these. */
  static Stream<Case> strangers() {
    return Stream.of(
        stranger(
            "expired a month ago",
            () -> {
              KeyPair keys = p256();
              Instant then = Instant.now().minus(Duration.ofDays(60));
              return server.material(
                  keys, server.issue(keys, new CertificateProfile.Node(node("acme"), 30), then));
            }),
        stranger(
            "not valid before tomorrow",
            () -> {
              KeyPair keys = p256();
              Instant then = Instant.now().plus(Duration.ofDays(1));
              return server.material(
                  keys, server.issue(keys, new CertificateProfile.Node(node("acme"), 30), then));
            }),
        stranger(
            "made for a server",
            () -> {
              KeyPair keys = p256();
              return server.material(
                  keys,
                  server.issue(
                      keys,
                      new CertificateProfile.Coordinator(List.of("localhost"), 30),
                      Instant.now()));
            }),
        stranger(
            "issued by another consortium of the same name",
            () -> {
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

  private static Case stranger(String name, Callable<Material> who) {
    return new Case(
        name,
        0,
        "",
        o -> {
          HttpClient client =
              HttpClient.newBuilder()
                  .version(HttpClient.Version.HTTP_1_1)
                  .sslContext(Insisting.context(who.call()))
                  .build();
          return () -> EstServer.send(client, server.post("simplereenroll", request("acme")));
        });
  }

  private interface Bytes {
    byte[] of(String organisation);
  }

  private interface Text {
    String of(String organisation);
  }

  private static Case body(String name, int status, String problem, Bytes body) {
    return new Case(
        name,
        status,
        problem,
        o -> {
          String token = server.invite(o);
          byte[] bytes = body.of(o);
          return () ->
              EstServer.send(
                  server.anonymous(),
                  server.raw("simpleenroll", bytes).header("Authorization", basic(o, token)));
        });
  }

  private static Case der(String name, int status, String problem, Bytes der) {
    return body(name, status, problem, o -> EstBody.encode(der.of(o)));
  }

  private static Case named(String name, Text subject) {
    return der(name, 403, "wrong-name", o -> new Pkcs10(subject.of(o), p256()).signed());
  }

  private static Case renewed(String name, int status, String problem, Bytes der) {
    return new Case(
        name,
        status,
        problem,
        o -> {
          Material member = server.enrolled(o);
          // The first use is noted before the state is looked at.
          require(409, replayed(member, o));
          byte[] bytes = der.of(o);
          return () -> server.reenrol(member, bytes);
        });
  }

  private static HttpResponse<byte[]> replayed(Material member, String o) throws Exception {
    byte[] der = request(o);
    require(200, server.reenrol(member, der));
    return server.reenrol(member, der);
  }

  private static Callable<HttpResponse<byte[]>> replayedAfterUse(String o) throws Exception {
    KeyPair keys = p256();
    EnrolmentRequest request = EnrolmentRequest.renewal(keys, node(o), RANDOM);
    byte[] der = request.signingRequest().der();
    String token = server.invite(o);
    require(202, server.enrol(o, token, der));
    server.decisions.approve(o, EstServer.words(request), Optional.empty());
    X509Certificate leaf = EstServer.leaf(require(200, server.enrol(o, token, der)), keys);
    require(200, server.reenrol(server.material(keys, leaf), request(o)));
    return () -> server.enrol(o, token, der);
  }

  private static Callable<HttpResponse<byte[]>> authorized(String o, String header) {
    return () ->
        EstServer.send(
            server.anonymous(),
            server.post("simpleenroll", request(o)).header("Authorization", header));
  }

  private static Callable<HttpResponse<byte[]>> enrolAs(String o, String type) {
    String token = server.invite(o);
    return () ->
        EstServer.send(
            server.anonymous(),
            server
                .post("simpleenroll", request(o))
                .setHeader("Content-Type", type)
                .header("Authorization", basic(o, token)));
  }

  private static Callable<HttpResponse<byte[]>> chunked(String o) {
    String token = server.invite(o);
    byte[] body = EstBody.encode(request(o));
    return () ->
        EstServer.send(
            server.anonymous(),
            HttpRequest.newBuilder(URI.create(server.base() + "simpleenroll"))
                .header("Content-Type", "application/pkcs10")
                .header("Authorization", basic(o, token))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
  }

  private static byte[] provenByAnother(String o) {
    SigningKey other = SigningKey.generate(o, RANDOM);
    try {
      return EnrolmentRequest.first(
              p256(), node(o), key(o), message -> other.sign(message).toByteArray(), RANDOM)
          .signingRequest()
          .der();
    } catch (RuntimeException refusedHereToo) {
      // Our own code does not even make it: by hand, then.
      return new Pkcs10(subject(o), p256())
          .with(RequestAttributes.ORGANISATION_KEY, new DEROctetString(key(o)))
          .with(
              RequestAttributes.KEY_PROOF,
              new DEROctetString(other.sign(new byte[32]).toByteArray()))
          .signed();
    }
  }

  private static byte[] asking(String o, ASN1ObjectIdentifier type, ASN1Object value) {
    try {
      Extensions extensions = new Extensions(new Extension(type, false, value.getEncoded()));
      return new Pkcs10(subject(o), p256())
          .with(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions)
          .signed();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] sameKey(Material member, String o) {
    KeyPair keys = new KeyPair(member.certificate().getPublicKey(), member.key());
    return EnrolmentRequest.renewal(keys, node(o), RANDOM).signingRequest().der();
  }

  private static byte[] rsa(String o, int bits) {
    KeyPair keys = Pkcs10.rsa(bits);
    return new Pkcs10(subject(o), keys).signed("SHA256withRSA", keys);
  }

  private static byte[] request(String o) {
    return EnrolmentRequest.renewal(p256(), node(o), RANDOM).signingRequest().der();
  }

  private static byte[] key(String o) {
    return SigningKey.generate(o, RANDOM).publicKey().toByteArray();
  }

  /** The neutral element: a signature of zeros would hold under it for every message. */
  private static byte[] identityPoint() {
    byte[] point = new byte[32];
    point[0] = 1;
    return point;
  }

  private static byte[] longer(byte[] der) {
    return Arrays.copyOf(der, der.length + 2);
  }

  private static byte[] shorter(byte[] der) {
    return Arrays.copyOf(der, der.length - 2);
  }

  private static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE REQUEST-----\n"
        + new String(EstBody.encode(der), ascii())
        + "-----END CERTIFICATE REQUEST-----\n";
  }

  private static Charset ascii() {
    return StandardCharsets.US_ASCII;
  }

  private static KeyPair p256() {
    return KeyPairs.generate(RANDOM);
  }

  private static String subject(String o) {
    return "O=" + o + ",CN=node-1";
  }

  private static PeerIdentity node(String o) {
    return new PeerIdentity(CONSORTIUM, o, "node-1");
  }
}
