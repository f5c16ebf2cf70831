package org.kumiki.certs.enrolment;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.certs.trust.PeerIdentity;

/**
 * Reads a stranger's {@link EnrolmentRequest}. What a request asks for beyond a node's certificate
 * is refused and never overlooked: an authority that grants less than was asked would leave the
 * sender in a wrong belief.
 */
final class RequestReader {
  private final String consortium;

  RequestReader(String consortium) {
    this.consortium = consortium;
  }

  EnrolmentRequest read(byte[] der) {
    SigningRequest request = SigningRequest.parse(der);
    try {
      PKCS10CertificationRequest form = new PKCS10CertificationRequest(der);
      PeerIdentity identity = identity(form.getSubject().getRDNs());
      checkAttributes(form, identity);
      byte[] key = octets(form, RequestAttributes.ORGANISATION_KEY);
      byte[] proof = octets(form, RequestAttributes.KEY_PROOF);
      EnrolmentRequest read = new EnrolmentRequest(request, identity, key);
      checkProof(read, key, proof);
      return read;
    } catch (CertificateRefused e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new CertificateRefused(Reason.UNREADABLE, "The signing request is not PKCS#10", e);
    }
  }

  private PeerIdentity identity(RDN[] names) {
    String organisation = null;
    String node = null;
    for (RDN name : names) {
      AttributeTypeAndValue value = name.getFirst();
      String text = IETFUtils.valueToString(value.getValue());
      if (name.isMultiValued()) {
        throw wrongName("its subject has a name of several parts");
      } else if (value.getType().equals(BCStyle.O) && organisation == null) {
        organisation = text;
      } else if (value.getType().equals(BCStyle.CN) && node == null) {
        node = text;
      } else {
        throw wrongName("its subject has other parts than one O and one CN");
      }
    }
    try {
      return new PeerIdentity(consortium, organisation, node);
    } catch (IllegalArgumentException e) {
      throw wrongName("its subject must be O=organisation, CN=node. " + e.getMessage());
    }
  }

  private static void checkAttributes(PKCS10CertificationRequest form, PeerIdentity identity) {
    Set<ASN1ObjectIdentifier> seen = new HashSet<>();
    for (Attribute attribute : form.getAttributes()) {
      ASN1ObjectIdentifier type = attribute.getAttrType();
      ASN1Encodable[] values = attribute.getAttributeValues();
      if (!seen.add(type) || values.length != 1) {
        throw new CertificateRefused(
            Reason.UNREADABLE, "The signing request has an attribute twice or without one value");
      }
      if (type.equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)) {
        checkExtensions(Extensions.getInstance(values[0]), identity);
      } else if (!type.equals(RequestAttributes.ORGANISATION_KEY)
          && !type.equals(RequestAttributes.KEY_PROOF)) {
        throw new CertificateRefused(
            Reason.WRONG_PURPOSE,
            "The signing request has an attribute that csrattrs does not list");
      }
    }
  }

  /** One extension may be asked for, in the one form that the certificate has anyway. */
  private static void checkExtensions(Extensions extensions, PeerIdentity identity) {
    for (ASN1ObjectIdentifier type : extensions.getExtensionOIDs()) {
      if (!type.equals(Extension.subjectAlternativeName)) {
        throw new CertificateRefused(
            Reason.WRONG_PURPOSE,
            "The signing request asks for extensions that no node's certificate is given");
      }
    }
    GeneralNames names = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
    GeneralName expected = new GeneralName(GeneralName.uniformResourceIdentifier, identity.uri());
    if (names != null && !names.equals(new GeneralNames(expected))) {
      throw wrongName("its alternative name is not " + identity.uri());
    }
  }

  private static byte[] octets(PKCS10CertificationRequest form, ASN1ObjectIdentifier type) {
    Attribute[] found = form.getAttributes(type);
    return found.length == 0
        ? new byte[0]
        : ASN1OctetString.getInstance(found[0].getAttributeValues()[0]).getOctets();
  }

  private static void checkProof(EnrolmentRequest request, byte[] key, byte[] proof) {
    if (key.length == 0 && proof.length == 0) {
      return;
    }
    if (!OrganisationKeyProof.hasKnownLengths(key, proof)) {
      throw new CertificateRefused(
          Reason.WRONG_KEY, "The organisation's key or its proof has a wrong length");
    }
    byte[] signed = EnrolmentRequest.keyProof(request.identity().consortium(), request.digest());
    if (!OrganisationKeyProof.holds(key, proof, signed)) {
      throw new CertificateRefused(
          Reason.NO_PROOF_OF_POSSESSION,
          "The request does not prove that the organisation's key is held");
    }
  }

  private static CertificateRefused wrongName(String detail) {
    return new CertificateRefused(
        Reason.WRONG_IDENTITY, "The signing request is for another name: " + detail);
  }
}
