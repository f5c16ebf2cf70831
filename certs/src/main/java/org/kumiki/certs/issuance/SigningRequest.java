package org.kumiki.certs.issuance;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;

/**
 * A request for a certificate (PKCS#10, RFC 2986) whose signature has been checked: an instance
 * proves that its sender holds the private key.
 *
 * <p>Only the key is taken from it. The name inside is ignored, because names are the authority's
 * to give ({@link CertificateProfile}). Immutable.
 */
public final class SigningRequest {
  /** A P-256 request has about 300 bytes; the rest is room for attributes of other EST clients. */
  public static final int MAX_BYTES = 8 * 1024;

  private final byte[] der;
  private final PublicKey publicKey;

  private SigningRequest(byte[] der, PublicKey publicKey) {
    this.der = der;
    this.publicKey = publicKey;
  }

  /** A request for {@code keys}, signed with randomness from {@code random}. */
  public static SigningRequest create(KeyPair keys, SecureRandom random) {
    X500Name placeholder = new X500Name("CN=kumiki");
    try {
      ContentSigner signer =
          new JcaContentSignerBuilder(KeyKind.of(keys.getPrivate()).signatureAlgorithm())
              .setSecureRandom(random)
              .build(keys.getPrivate());
      byte[] der =
          new JcaPKCS10CertificationRequestBuilder(placeholder, keys.getPublic())
              .build(signer)
              .getEncoded();
      return parse(der);
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalArgumentException("The key pair cannot sign", e);
    }
  }

  /**
   * Reads a stranger's request and checks its size, its key and its signature, in this order.
   *
   * @throws CertificateRefused if one of them is not acceptable
   */
  public static SigningRequest parse(byte[] der) {
    if (der.length > MAX_BYTES) {
      throw new CertificateRefused(Reason.TOO_LARGE, "The signing request is larger than 8 KiB");
    }
    PKCS10CertificationRequest request = read(der);
    checkAlgorithm(request);
    PublicKey key = key(request.getSubjectPublicKeyInfo());
    if (!isSignedBy(request, key)) {
      throw new CertificateRefused(
          Reason.NO_PROOF_OF_POSSESSION, "The signing request is not signed by its own key");
    }
    return new SigningRequest(der.clone(), key);
  }

  /** The DER form; a copy. */
  public byte[] der() {
    return der.clone();
  }

  /** The key to certify: P-256 or Ed25519, and held by the sender. */
  public PublicKey publicKey() {
    return publicKey;
  }

  private static PKCS10CertificationRequest read(byte[] der) {
    try {
      PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
      // The reader overlooks, for example, a wrong tag before the attributes, and the signature is
      // checked over what it wrote anew: one request must have one spelling.
      if (!Arrays.equals(request.toASN1Structure().getEncoded(ASN1Encoding.DER), der)) {
        throw new CertificateRefused(Reason.UNREADABLE, "The signing request is not in DER");
      }
      return request;
    } catch (CertificateRefused e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The ASN.1 reader also throws unchecked exceptions on damaged structures.
      throw new CertificateRefused(Reason.UNREADABLE, "The signing request is not PKCS#10", e);
    }
  }

  private static void checkAlgorithm(PKCS10CertificationRequest request) {
    if (!KeyKind.isKnownSignature(request.getSignatureAlgorithm().getAlgorithm())) {
      throw new CertificateRefused(
          Reason.WRONG_KEY,
          "The signing request must be signed with ECDSA and SHA-256, or with Ed25519");
    }
  }

  private static PublicKey key(SubjectPublicKeyInfo info) {
    KeyKind kind = kind(info.getAlgorithm());
    try {
      // Bouncy Castle checks that the point lies on the curve; the platform's reader does not.
      PublicKeyFactory.createKey(info);
      return KeyFactory.getInstance(kind.keyAlgorithm())
          .generatePublic(new X509EncodedKeySpec(info.getEncoded("DER")));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new CertificateRefused(Reason.WRONG_KEY, "The key is not a point of its curve", e);
    }
  }

  private static KeyKind kind(AlgorithmIdentifier algorithm) {
    if (algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
        && SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters())) {
      return KeyKind.P256;
    }
    // RFC 8410 section 3: parameters must be absent.
    if (algorithm.getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)
        && algorithm.getParameters() == null) {
      return KeyKind.ED25519;
    }
    throw new CertificateRefused(
        Reason.WRONG_KEY, "The key must be EC on the curve P-256, or Ed25519");
  }

  private static boolean isSignedBy(PKCS10CertificationRequest request, PublicKey key) {
    try {
      return request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
    } catch (OperatorCreationException | PKCSException | RuntimeException e) {
      return false;
    }
  }
}
