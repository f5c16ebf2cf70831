package org.kumiki.certs.enrolment;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Attributes of a signing request that are Kumiki's own, and the list of everything that the
 * coordinator reads from one (RFC 7030 section 4.5.2).
 *
 * <p>The arc is a UUID of ours under 2.25 (ITU-T X.667), which anybody may take without asking.
 */
public final class RequestAttributes {
  private static final ASN1ObjectIdentifier ARC =
      new ASN1ObjectIdentifier("2.25.227068803872569407163637397761937177736");

  /**
   * One OCTET STRING: the organisation's Ed25519 public key, 32 bytes, and where it has one its
   * ML-DSA-65 key, 1,952 more.
   */
  public static final ASN1ObjectIdentifier ORGANISATION_KEY = ARC.branch("1");

  /**
   * One OCTET STRING: {@link EnrolmentRequest#keyProof} signed with that key, 64 bytes, and 3,309
   * more where there are two.
   */
  public static final ASN1ObjectIdentifier KEY_PROOF = ARC.branch("2");

  private RequestAttributes() {}

  /** The answer to {@code csrattrs}, DER: kinds of keys and signatures, and the two attributes. */
  public static byte[] list() {
    ASN1EncodableVector list = new ASN1EncodableVector();
    list.add(
        new Attribute(
            X9ObjectIdentifiers.id_ecPublicKey, new DERSet(SECObjectIdentifiers.secp256r1)));
    list.add(X9ObjectIdentifiers.ecdsa_with_SHA256);
    list.add(EdECObjectIdentifiers.id_Ed25519);
    list.add(NISTObjectIdentifiers.id_ml_dsa_65);
    list.add(ORGANISATION_KEY);
    list.add(KEY_PROOF);
    try {
      return new DERSequence(list).getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("A list of identifiers has an encoding", e);
    }
  }
}
