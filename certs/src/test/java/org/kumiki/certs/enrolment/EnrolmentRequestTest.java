package org.kumiki.certs.enrolment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kumiki.certs.Openssl;
import org.kumiki.certs.TestAuthority;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.MlDsa65;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.fixture.Programs.Answer;

class EnrolmentRequestTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final PeerIdentity ACME = new PeerIdentity("kinzoku", "acme", "node-1");

  private final KeyPair keys = KeyPairs.generate(RANDOM);
  private final byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];
  private final byte[] organisation = new byte[Ed25519.PUBLIC_KEY_SIZE];

  EnrolmentRequestTest() {
    RANDOM.nextBytes(secret);
    Ed25519.generatePublicKey(secret, 0, organisation, 0);
  }

  private byte[] sign(byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  private EnrolmentRequest first() {
    return EnrolmentRequest.first(keys, ACME, organisation, this::sign, RANDOM);
  }

  @Test
  void nameAndBothKeysComeBackAsTheyWereSent() {
    EnrolmentRequest read =
        EnrolmentRequest.parse(first().signingRequest().der(), ACME.consortium());
    assertEquals(ACME, read.identity());
    assertEquals(keys.getPublic(), read.signingRequest().publicKey());
    assertArrayEquals(organisation, read.organisationKey().orElseThrow());
  }

  @Test
  void aKeyOfEd25519IsAskedForToo() {
    KeyPair other = KeyPairs.generate(KeyKind.ED25519, RANDOM);
    EnrolmentRequest made = EnrolmentRequest.renewal(other, ACME, RANDOM);
    assertEquals(
        other.getPublic(),
        EnrolmentRequest.parse(made.signingRequest().der(), "kinzoku")
            .signingRequest()
            .publicKey());
  }

  /** A second reader, for both kinds of key, with the organisation's key and without. */
  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void opensslVerifiesTheSignaturesOfOurRequests(KeyKind kind, @TempDir Path folder)
      throws Exception {
    KeyPair pair = KeyPairs.generate(kind, RANDOM);
    List<EnrolmentRequest> made =
        List.of(
            EnrolmentRequest.first(pair, ACME, organisation, this::sign, RANDOM),
            EnrolmentRequest.renewal(pair, ACME, RANDOM));
    for (EnrolmentRequest request : made) {
      Path file =
          Files.writeString(folder.resolve("request.pem"), Pem.request(request.signingRequest()));
      Answer answer = Openssl.run("req", "-in", file.toString(), "-verify", "-noout", "-text");
      assertTrue(answer.accepted(), answer.text());
      assertTrue(answer.text().contains("O = acme, CN = node-1"), answer.text());
    }
  }

  /** Written out once more, as docs/protocol.md says it. */
  @Test
  void theWordsStandForNameAndBothKeys() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    String lines =
        "kumiki enrolment\nacme\nnode-1\n" + HexFormat.of().formatHex(organisation) + "\n";
    sha256.update(lines.getBytes(StandardCharsets.US_ASCII));
    assertArrayEquals(sha256.digest(keys.getPublic().getEncoded()), first().digest());
  }

  @Test
  void aProofForOneConsortiumIsNoneForAnother() {
    CertificateRefused refused =
        assertThrows(
            CertificateRefused.class,
            () -> EnrolmentRequest.parse(first().signingRequest().der(), "elsewhere"));
    assertEquals(CertificateRefused.Reason.NO_PROOF_OF_POSSESSION, refused.reason());
  }

  @Test
  void aProofForOneTlsKeyIsNoneForAnother() {
    byte[] stolen = sign(EnrolmentRequest.keyProof("kinzoku", first().digest()));
    KeyPair thiefs = KeyPairs.generate(RANDOM);
    assertThrows(
        CertificateRefused.class,
        () -> EnrolmentRequest.first(thiefs, ACME, organisation, message -> stolen, RANDOM));
  }

  @Test
  void otherWordsForAnotherNodeOrKey() {
    PeerIdentity second = new PeerIdentity("kinzoku", "acme", "node-2");
    List<String> digests =
        List.of(
            HexFormat.of().formatHex(first().digest()),
            HexFormat.of().formatHex(EnrolmentRequest.renewal(keys, ACME, RANDOM).digest()),
            HexFormat.of().formatHex(EnrolmentRequest.renewal(keys, second, RANDOM).digest()));
    assertEquals(3, digests.stream().distinct().count());
  }

  @Test
  void aKeyOfBothKindsIsProvenWithBothAndItsWordsCoverBoth() {
    MlDsa65 second = MlDsa65.ofSeed(new byte[MlDsa65.SEED_BYTES]);
    byte[] both = joined(organisation, second.publicKey());
    EnrolmentRequest made = EnrolmentRequest.first(keys, ACME, both, signBoth(second), RANDOM);
    EnrolmentRequest read = EnrolmentRequest.parse(made.signingRequest().der(), "kinzoku");
    assertArrayEquals(both, read.organisationKey().orElseThrow());
    assertTrue(made.signingRequest().der().length < SigningRequest.MAX_BYTES);

    byte[] seed = new byte[MlDsa65.SEED_BYTES];
    seed[0] = 1;
    MlDsa65 another = MlDsa65.ofSeed(seed);
    byte[] other = joined(organisation, another.publicKey());
    assertFalse(
        Arrays.equals(
            made.digest(),
            EnrolmentRequest.first(keys, ACME, other, signBoth(another), RANDOM).digest()));
    refused(CertificateRefused.Reason.NO_PROOF_OF_POSSESSION, both, signBoth(another));
    refused(CertificateRefused.Reason.WRONG_KEY, both, this::sign);
    refused(CertificateRefused.Reason.WRONG_KEY, organisation, signBoth(second));
    refused(
        CertificateRefused.Reason.NO_PROOF_OF_POSSESSION,
        both,
        message -> joined(new byte[Ed25519.SIGNATURE_SIZE], second.sign(message)));
    refused(CertificateRefused.Reason.WRONG_KEY, Arrays.copyOf(both, 100), signBoth(second));
  }

  private void refused(
      CertificateRefused.Reason reason, byte[] organisationKey, UnaryOperator<byte[]> sign) {
    CertificateRefused refused =
        assertThrows(
            CertificateRefused.class,
            () -> EnrolmentRequest.first(keys, ACME, organisationKey, sign, RANDOM));
    assertEquals(reason, refused.reason());
  }

  private UnaryOperator<byte[]> signBoth(MlDsa65 second) {
    return message -> joined(sign(message), second.sign(message));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Every single byte of a request is covered by one of its checks. */
  @Test
  void noBitOfARequestCanBeTurned() {
    byte[] der = first().signingRequest().der();
    Random seeded = new Random(7);
    for (int i = 0; i < der.length; i++) {
      byte[] changed = der.clone();
      changed[i] ^= (byte) (1 << seeded.nextInt(8));
      assertThrows(
          CertificateRefused.class, () -> EnrolmentRequest.parse(changed, ACME.consortium()));
    }
  }

  @Test
  void bytesOfAnyKindAreRefusedAndNothingElseHappens() {
    Random seeded = new Random(11);
    byte[] der = first().signingRequest().der();
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = Arrays.copyOf(der, seeded.nextInt(der.length));
      for (int change = seeded.nextInt(8); change > 0 && noise.length > 0; change--) {
        noise[seeded.nextInt(noise.length)] = (byte) seeded.nextInt();
      }
      assertThrows(CertificateRefused.class, () -> EnrolmentRequest.parse(noise, "kinzoku"));
      assertThrows(CertificateRefused.class, () -> CertsOnly.decode(noise));
    }
  }

  @Test
  void certificatesComeBackFromAMessageWithoutContent() throws Exception {
    TestAuthority authority = new TestAuthority();
    var leaf = authority.node(ACME, 30);
    byte[] body = EstBody.encode(CertsOnly.encode(List.of(leaf, authority.issuer.certificate())));
    assertTrue(new String(body, StandardCharsets.US_ASCII).lines().allMatch(l -> l.length() <= 64));
    assertEquals(
        List.of(leaf, authority.issuer.certificate()),
        CertsOnly.decode(EstBody.decode(body, CertsOnly.MAX_BYTES)));
    assertThrows(CertificateRefused.class, () -> CertsOnly.decode(CertsOnly.encode(List.of())));
  }

  @Test
  void aBodyIsBase64WithLineBreaksAndNothingElse() {
    byte[] der = {1, 2, 3, 4, 5};
    assertArrayEquals(der, EstBody.decode(ascii(" AQID\r\n\tBAU=\n"), 100));
    for (String wrong : List.of("", "\n", "AQID-BAU", "AQ=ID", "AQIDBAU=AQID", "\u00e9AQI")) {
      assertThrows(
          CertificateRefused.class,
          () -> assertNotEquals(0, EstBody.decode(ascii(wrong), 100).length),
          wrong);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
