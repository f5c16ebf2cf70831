package org.kumiki.certs.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.kumiki.certs.trust.CertificateRefused.Reason;

/**
 * The DER form of bundles:
 *
 * <pre>
 * SignedBundle ::= SEQUENCE { body Body, signatures SEQUENCE OF Signature }
 * Signature    ::= SEQUENCE { root OCTET STRING, signature OCTET STRING }
 * Body ::= SEQUENCE {
 *   version INTEGER (1), consortium UTF8String, number INTEGER, active OCTET STRING,
 *   roots SEQUENCE OF Certificate, issuing SEQUENCE OF Certificate,
 *   revocationLists SEQUENCE OF CertificateList }
 * </pre>
 */
final class BundleCodec {
  private static final long VERSION = 1;
  private static final int BODY_FIELDS = 7;

  private BundleCodec() {}

  static byte[] body(AuthorityBundle bundle) {
    return der(bodyOf(bundle));
  }

  static byte[] encode(SignedBundle signed) {
    ASN1EncodableVector signatures = new ASN1EncodableVector();
    for (BundleSignature signature : signed.signatures()) {
      signatures.add(
          sequence(
              octets(HexFormat.of().parseHex(signature.root().hex())),
              octets(signature.signature())));
    }
    return der(sequence(bodyOf(signed.bundle()), new DERSequence(signatures)));
  }

  static SignedBundle decode(byte[] bytes) {
    if (bytes.length > SignedBundle.MAX_BYTES) {
      throw new CertificateRefused(Reason.TOO_LARGE, "The authorities' bundle is too large");
    }
    try {
      ASN1Sequence signed = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(bytes));
      AuthorityBundle bundle = bundle(ASN1Sequence.getInstance(signed.getObjectAt(0)));
      List<BundleSignature> signatures = new ArrayList<>();
      for (ASN1Encodable element : ASN1Sequence.getInstance(signed.getObjectAt(1))) {
        signatures.add(signature(ASN1Sequence.getInstance(element)));
      }
      SignedBundle decoded = new SignedBundle(bundle, signatures);
      // One bundle has one spelling: nodes acknowledge it by its hash.
      if (!Arrays.equals(encode(decoded), bytes)) {
        throw unreadable(null);
      }
      return decoded;
    } catch (CertificateRefused e) {
      throw e;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // The ASN.1 reader throws unchecked exceptions on damaged structures.
      throw unreadable(e);
    }
  }

  private static ASN1Sequence bodyOf(AuthorityBundle bundle) {
    try {
      return sequence(
          new ASN1Integer(VERSION),
          new DERUTF8String(bundle.consortium()),
          new ASN1Integer(bundle.number()),
          octets(HexFormat.of().parseHex(bundle.active().hex())),
          certificates(bundle.roots()),
          certificates(bundle.issuing()),
          lists(bundle.revocationLists()));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("A parsed certificate has an encoding", e);
    }
  }

  private static AuthorityBundle bundle(ASN1Sequence body)
      throws IOException, GeneralSecurityException {
    if (body.size() != BODY_FIELDS
        || ASN1Integer.getInstance(body.getObjectAt(0)).longValueExact() != VERSION) {
      throw unreadable(null);
    }
    List<X509CRL> lists = new ArrayList<>();
    for (byte[] der : elements(body.getObjectAt(6))) {
      lists.add((X509CRL) factory().generateCRL(new ByteArrayInputStream(der)));
    }
    return new AuthorityBundle(
        ASN1UTF8String.getInstance(body.getObjectAt(1)).getString(),
        ASN1Integer.getInstance(body.getObjectAt(2)).longValueExact(),
        keyId(body.getObjectAt(3)),
        certificates(body.getObjectAt(4)),
        certificates(body.getObjectAt(5)),
        lists);
  }

  private static BundleSignature signature(ASN1Sequence element) {
    return new BundleSignature(
        keyId(element.getObjectAt(0)),
        ASN1OctetString.getInstance(element.getObjectAt(1)).getOctets());
  }

  private static AuthorityKeyId keyId(ASN1Encodable octets) {
    return new AuthorityKeyId(
        HexFormat.of().formatHex(ASN1OctetString.getInstance(octets).getOctets()));
  }

  private static List<X509Certificate> certificates(ASN1Encodable sequence)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : elements(sequence)) {
      certificates.add(
          (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der)));
    }
    return certificates;
  }

  private static List<byte[]> elements(ASN1Encodable sequence) throws IOException {
    ASN1Sequence list = ASN1Sequence.getInstance(sequence);
    if (list.size() > AuthorityBundle.MAX_CERTIFICATES) {
      throw new CertificateRefused(Reason.TOO_LARGE, "The bundle lists too much");
    }
    List<byte[]> elements = new ArrayList<>();
    for (ASN1Encodable element : list) {
      elements.add(element.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    }
    return elements;
  }

  private static ASN1Sequence certificates(List<X509Certificate> certificates)
      throws IOException, GeneralSecurityException {
    ASN1EncodableVector vector = new ASN1EncodableVector();
    for (X509Certificate certificate : certificates) {
      vector.add(ASN1Primitive.fromByteArray(certificate.getEncoded()));
    }
    return new DERSequence(vector);
  }

  private static ASN1Sequence lists(List<X509CRL> lists)
      throws IOException, GeneralSecurityException {
    ASN1EncodableVector vector = new ASN1EncodableVector();
    for (X509CRL list : lists) {
      vector.add(ASN1Primitive.fromByteArray(list.getEncoded()));
    }
    return new DERSequence(vector);
  }

  private static ASN1Sequence sequence(ASN1Encodable... elements) {
    return new DERSequence(elements);
  }

  private static DEROctetString octets(byte[] bytes) {
    return new DEROctetString(bytes);
  }

  private static byte[] der(ASN1Sequence sequence) {
    try {
      return sequence.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("A bundle has an encoding", e);
    }
  }

  private static CertificateFactory factory() throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509");
  }

  private static CertificateRefused unreadable(Exception cause) {
    return new CertificateRefused(
        Reason.UNREADABLE, "The authorities' bundle cannot be read", cause);
  }
}
