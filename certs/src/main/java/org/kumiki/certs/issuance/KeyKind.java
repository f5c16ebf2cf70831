package org.kumiki.certs.issuance;

import java.security.Key;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The two kinds of key that certificates of the consortium carry and are signed with. */
public enum KeyKind {
  /** EC on P-256 (secp256r1) with ECDSA and SHA-256, which every TLS library and token speaks. */
  P256("EC", "SHA256withECDSA", X9ObjectIdentifiers.ecdsa_with_SHA256),
  /** Ed25519 (RFC 8410); TLS 1.3 of the JDK takes it, tokens through SunPKCS11 do not. */
  ED25519("Ed25519", "Ed25519", EdECObjectIdentifiers.id_Ed25519);

  private final String keyAlgorithm;
  private final String signatureAlgorithm;
  private final ASN1ObjectIdentifier signatureOid;

  KeyKind(String keyAlgorithm, String signatureAlgorithm, ASN1ObjectIdentifier signatureOid) {
    this.keyAlgorithm = keyAlgorithm;
    this.signatureAlgorithm = signatureAlgorithm;
    this.signatureOid = signatureOid;
  }

  /**
   * The kind of a key that was read or made here.
   *
   * @throws IllegalArgumentException if it is of no kind of ours
   */
  public static KeyKind of(Key key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> P256;
      case "EdDSA", "Ed25519" -> ED25519;
      default -> throw new IllegalArgumentException("A key is EC P-256 or Ed25519");
    };
  }

  /** The name of a {@link java.security.Signature} for keys of this kind. */
  public String signatureAlgorithm() {
    return signatureAlgorithm;
  }

  String keyAlgorithm() {
    return keyAlgorithm;
  }

  boolean signsWith(ASN1ObjectIdentifier algorithm) {
    return signatureOid.equals(algorithm);
  }

  static boolean isKnownSignature(ASN1ObjectIdentifier algorithm) {
    return Arrays.stream(values()).anyMatch(kind -> kind.signsWith(algorithm));
  }
}
