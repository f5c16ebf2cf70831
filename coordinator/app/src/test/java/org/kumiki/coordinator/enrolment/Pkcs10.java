package org.kumiki.coordinator.enrolment;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Signing requests as no node of ours makes them. */
final class Pkcs10 {
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private final PKCS10CertificationRequestBuilder builder;
  private final KeyPair keys;

  Pkcs10(String subject, KeyPair keys) {
    this.builder =
        new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic());
    this.keys = keys;
  }

  Pkcs10 with(ASN1ObjectIdentifier type, ASN1Encodable value) {
    builder.addAttribute(type, value);
    return this;
  }

  byte[] signed() {
    return signed("SHA256withECDSA", keys);
  }

  byte[] signed(String algorithm, KeyPair by) {
    try {
      return builder
          .build(
              new JcaContentSignerBuilder(algorithm).setProvider(PROVIDER).build(by.getPrivate()))
          .getEncoded();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A key on any curve that Bouncy Castle knows. */
  static KeyPair curve(String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
      generator.initialize(new ECGenParameterSpec(name), EstServer.RANDOM);
      return generator.generateKeyPair();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", PROVIDER);
      generator.initialize(bits, EstServer.RANDOM);
      return generator.generateKeyPair();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The same request with one bit of its signature turned. */
  static byte[] withBrokenSignature(byte[] der) {
    try {
      CertificationRequest whole = new PKCS10CertificationRequest(der).toASN1Structure();
      byte[] signature = whole.getSignature().getOctets();
      signature[signature.length - 1] ^= 1;
      return new CertificationRequest(
              whole.getCertificationRequestInfo(),
              whole.getSignatureAlgorithm(),
              new DERBitString(signature))
          .getEncoded("DER");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A point that does not lie on the curve, under a signature that nobody could check. */
  static byte[] withPointOffTheCurve(byte[] der) {
    try {
      CertificationRequest whole = new PKCS10CertificationRequest(der).toASN1Structure();
      CertificationRequestInfo info = whole.getCertificationRequestInfo();
      SubjectPublicKeyInfo key = info.getSubjectPublicKeyInfo();
      byte[] point = key.getPublicKeyData().getOctets();
      Arrays.fill(point, point.length - 32, point.length, (byte) 1);
      CertificationRequestInfo changed =
          new CertificationRequestInfo(
              info.getSubject(),
              new SubjectPublicKeyInfo(key.getAlgorithm(), point),
              info.getAttributes());
      return new CertificationRequest(changed, whole.getSignatureAlgorithm(), whole.getSignature())
          .getEncoded("DER");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
