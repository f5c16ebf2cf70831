package org.kumiki.coordinator.enrolment;

import static org.kumiki.coordinator.enrolment.EstServer.RANDOM;
import static org.kumiki.coordinator.enrolment.RefusedRequest.der;
import static org.kumiki.coordinator.enrolment.SampleRequests.node;
import static org.kumiki.coordinator.enrolment.SampleRequests.organisationKey;
import static org.kumiki.coordinator.enrolment.SampleRequests.p256;
import static org.kumiki.coordinator.enrolment.SampleRequests.request;
import static org.kumiki.coordinator.enrolment.SampleRequests.subject;

import java.security.KeyPair;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.enrolment.RequestAttributes;
import org.kumiki.exchange.roster.SigningKey;

/** Keys that are not accepted, and requests that do not prove that their keys are held. */
@ExtendWith(SharedEstServer.class)
class RefusedProofsTest {
  @ParameterizedTest
  @MethodSource("requests")
  void isRefusedWithItsProblemAndChangesNothing(RefusedRequest refused, EstServer server)
      throws Exception {
    refused.isRefusedAndChangesNothing(server);
  }

  static Stream<RefusedRequest> requests() {
    return Stream.of(
        der(
            "a signature with one wrong bit",
            400,
            "no-proof-of-possession",
            o -> Pkcs10.withBrokenSignature(request(o))),
        der(
            "a signature by another key",
            400,
            "no-proof-of-possession",
            o -> new Pkcs10(subject(o), p256()).signed("SHA256withECDSA", p256())),
        der("RSA of 512 bits", 400, "wrong-key", o -> rsa(o, 512)),
        der("RSA of 1024 bits", 400, "wrong-key", o -> rsa(o, 1024)),
        der("RSA of 2048 bits", 400, "wrong-key", o -> rsa(o, 2048)),
        onCurve("secp384r1"),
        onCurve("secp256k1"),
        onCurve("brainpoolP256r1"),
        onCurve("secp160r1"),
        der(
            "a point off the curve",
            400,
            "wrong-key",
            o -> Pkcs10.withPointOffTheCurve(request(o))),
        der(
            "a signature over SHA-1",
            400,
            "wrong-key",
            o -> {
              KeyPair keys = p256();
              return new Pkcs10(subject(o), keys).signed("SHA1withECDSA", keys);
            }),
        der(
            "an organisation's key without a proof",
            400,
            "no-proof-of-possession",
            o ->
                new Pkcs10(subject(o), p256())
                    .with(
                        RequestAttributes.ORGANISATION_KEY, new DEROctetString(organisationKey(o)))
                    .signed()),
        der(
            "an organisation's key proven by another",
            400,
            "no-proof-of-possession",
            RefusedProofsTest::provenByAnother),
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

  private static RefusedRequest onCurve(String curve) {
    return der(
        "a key on " + curve,
        400,
        "wrong-key",
        o -> new Pkcs10(subject(o), Pkcs10.curve(curve)).signed());
  }

  private static byte[] rsa(String o, int bits) {
    KeyPair keys = Pkcs10.rsa(bits);
    return new Pkcs10(subject(o), keys).signed("SHA256withRSA", keys);
  }

  private static byte[] provenByAnother(String o) {
    SigningKey other = SigningKey.generate(o, RANDOM);
    try {
      return EnrolmentRequest.first(
              p256(),
              node(o),
              organisationKey(o),
              message -> other.sign(message).toByteArray(),
              RANDOM)
          .signingRequest()
          .der();
    } catch (RuntimeException refusedHereToo) {
      // Our own code does not even make it: by hand, then.
      return new Pkcs10(subject(o), p256())
          .with(RequestAttributes.ORGANISATION_KEY, new DEROctetString(organisationKey(o)))
          .with(
              RequestAttributes.KEY_PROOF,
              new DEROctetString(other.sign(new byte[32]).toByteArray()))
          .signed();
    }
  }

  /** The neutral element: a signature of zeros would hold under it for every message. */
  private static byte[] identityPoint() {
    byte[] point = new byte[32];
    point[0] = 1;
    return point;
  }
}
