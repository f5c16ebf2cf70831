package org.kumiki.certs.issuance;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.kumiki.certs.trust.AuthorityKeyId;

/**
 * What each {@link CertificateProfile} writes into a certificate.
 *
 * <p>No name constraints: RFC 5280 section 4.2.1.10 rejects every URI without a host once URIs are
 * constrained, and a node's name is a URN.
 */
final class ProfileFields {
  /** A root stands above one issuing authority, and that above leaves only. */
  private static final int PATH_BELOW_ROOT = 1;

  /** Enough to tell an authority from its successor by name. */
  private static final int KEY_DIGITS = 8;

  private ProfileFields() {}

  static X500Name subject(CertificateProfile profile, PublicKey key) {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    if (profile instanceof CertificateProfile.Node node) {
      name.addRDN(BCStyle.O, node.identity().organisation());
      return name.addRDN(BCStyle.CN, node.identity().node()).build();
    }
    if (profile instanceof CertificateProfile.Root root) {
      return authority(root.consortium(), "root", key);
    }
    if (profile instanceof CertificateProfile.Issuing issuing) {
      return authority(issuing.consortium(), "issuing", key);
    }
    // RFC 5280 allows 64 characters of common name; the host names stand in full as SANs.
    return name.addRDN(BCStyle.CN, "Kumiki coordinator").build();
  }

  /** Each key has a name of its own, so that nobody mistakes a successor's list for another's. */
  private static X500Name authority(String consortium, String role, PublicKey key) {
    String id = AuthorityKeyId.of(key).hex().substring(0, KEY_DIGITS);
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, consortium)
        .addRDN(BCStyle.CN, "Kumiki " + role + " " + id)
        .build();
  }

  static void addTo(
      X509v3CertificateBuilder builder,
      CertificateProfile profile,
      PublicKey subject,
      PublicKey issuer)
      throws IOException, GeneralSecurityException {
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, constraints(profile));
    builder.addExtension(Extension.keyUsage, true, usage(profile));
    if (!profile.isAuthority()) {
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose(profile)));
      builder.addExtension(Extension.subjectAlternativeName, false, names(profile));
    }
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(subject));
    builder.addExtension(
        Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(issuer));
  }

  private static BasicConstraints constraints(CertificateProfile profile) {
    if (profile instanceof CertificateProfile.Root) {
      return new BasicConstraints(PATH_BELOW_ROOT);
    }
    return profile.isAuthority() ? new BasicConstraints(0) : new BasicConstraints(false);
  }

  private static KeyUsage usage(CertificateProfile profile) {
    return profile.isAuthority()
        ? new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)
        : new KeyUsage(KeyUsage.digitalSignature);
  }

  private static KeyPurposeId purpose(CertificateProfile profile) {
    return profile instanceof CertificateProfile.Node
        ? KeyPurposeId.id_kp_clientAuth
        : KeyPurposeId.id_kp_serverAuth;
  }

  private static GeneralNames names(CertificateProfile profile) {
    if (profile instanceof CertificateProfile.Node node) {
      return new GeneralNames(
          new GeneralName(GeneralName.uniformResourceIdentifier, node.identity().uri()));
    }
    CertificateProfile.Coordinator coordinator = (CertificateProfile.Coordinator) profile;
    return new GeneralNames(
        coordinator.hostNames().stream().map(ProfileFields::hostName).toArray(GeneralName[]::new));
  }

  private static GeneralName hostName(String name) {
    return CertificateProfile.Coordinator.isIpAddress(name)
        ? new GeneralName(GeneralName.iPAddress, name)
        : new GeneralName(GeneralName.dNSName, name);
  }
}
