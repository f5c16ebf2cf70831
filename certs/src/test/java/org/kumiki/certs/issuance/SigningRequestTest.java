package org.kumiki.certs.issuance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.certs.TestAuthority.RANDOM;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.Openssl;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.fixture.Programs.Answer;

class SigningRequestTest {
  private static Reason refusal(byte[] der) {
    return assertThrows(CertificateRefused.class, () -> SigningRequest.parse(der)).reason();
  }

  private static byte[] request(KeyPair claimed, KeyPair signing, String algorithm)
      throws Exception {
    return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), claimed.getPublic())
        .build(new JcaContentSignerBuilder(algorithm).build(signing.getPrivate()))
        .getEncoded();
  }

  @Test
  void aRequestComesBackFromItsBytesAndItsPem() {
    KeyPair keys = KeyPairs.generate(RANDOM);
    SigningRequest request = SigningRequest.create(keys, RANDOM);

    assertEquals(keys.getPublic(), SigningRequest.parse(request.der()).publicKey());
    assertArrayEquals(request.der(), Pem.readRequest(Pem.request(request)).der());
  }

  @Test
  void aRequestForSomebodyElsesKeyIsRefused() throws Exception {
    byte[] der = request(KeyPairs.generate(RANDOM), KeyPairs.generate(RANDOM), "SHA256withECDSA");

    assertEquals(Reason.NO_PROOF_OF_POSSESSION, refusal(der));
  }

  @Test
  void aKeyOnAnotherCurveIsRefused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    KeyPair keys = generator.generateKeyPair();

    assertEquals(Reason.WRONG_KEY, refusal(request(keys, keys, "SHA256withECDSA")));
  }

  @Test
  void anRsaKeyIsRefused() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();

    assertEquals(Reason.WRONG_KEY, refusal(request(keys, keys, "SHA256withRSA")));
  }

  @Test
  void aRequestOfMoreThanEightKibibytesIsNotEvenParsed() {
    assertEquals(Reason.TOO_LARGE, refusal(new byte[SigningRequest.MAX_BYTES + 1]));
  }

  @Property
  void foreignBytesAreRefused(@ForAll byte[] bytes) {
    assertThrows(CertificateRefused.class, () -> SigningRequest.parse(bytes));
  }

  /** Every bit, because a few random ones once missed the tag that Bouncy Castle overlooks. */
  @Test
  void aRequestWithAnyOneBitChangedIsRefused() {
    byte[] der = SigningRequest.create(KeyPairs.generate(RANDOM), RANDOM).der();

    for (int bit = 0; bit < der.length * 8; bit++) {
      byte[] damaged = der.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThrows(CertificateRefused.class, () -> SigningRequest.parse(damaged), "bit " + bit);
    }
  }

  /** A second writer: what another EST client sends must be acceptable. */
  @Test
  void aRequestOfOpensslIsAccepted(@TempDir Path folder) throws Exception {
    Path request = folder.resolve("request.pem");
    Answer made =
        Openssl.run(
            "req",
            "-new",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-sha256",
            "-subj",
            "/CN=node",
            "-addext",
            "subjectAltName=DNS:node.example",
            "-keyout",
            folder.resolve("key.pem").toString(),
            "-out",
            request.toString());
    assertTrue(made.accepted(), made.text());
    Pem.readRequest(Files.readString(request));
  }
}
