package org.kumiki.certs.trust;

import static org.kumiki.certs.TestAuthority.ALPHA;
import static org.kumiki.certs.TestAuthority.NOW;
import static org.kumiki.certs.TestAuthority.RANDOM;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;

/**
 * Builds certificates that our issuer would never make: one mistake each, all else as it should be.
 */
final class BadChain {
  static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("2.25.7");

  private X500Name subject = new X500Name("CN=node-1,O=alpha-metals");
  private Instant from = NOW.minus(Duration.ofHours(1));
  private Instant until = NOW.plus(Duration.ofDays(30));
  private BasicConstraints constraints = new BasicConstraints(false);
  private int usage = KeyUsage.digitalSignature;
  private boolean withUsage = true;
  private List<KeyPurposeId> purposes = new ArrayList<>(List.of(KeyPurposeId.id_kp_clientAuth));
  private String algorithm = "SHA256withECDSA";
  private boolean unknownCritical;
  private KeyPair keys = KeyPairs.generate(RANDOM);

  /** A leaf without a mistake. */
  static BadChain leaf() {
    return new BadChain();
  }

  /** An issuing authority without a mistake. */
  static BadChain authority(String name) {
    BadChain chain = new BadChain();
    chain.subject = new X500Name("CN=" + name + ",O=kinzoku");
    chain.until = NOW.plus(Duration.ofDays(300));
    chain.constraints = new BasicConstraints(0);
    chain.usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    chain.purposes = List.of();
    return chain;
  }

  BadChain between(Instant first, Instant last) {
    from = first;
    until = last;
    return this;
  }

  BadChain constraints(BasicConstraints other) {
    constraints = other;
    return this;
  }

  BadChain usage(int other) {
    usage = other;
    return this;
  }

  BadChain withoutUsage() {
    withUsage = false;
    return this;
  }

  BadChain purposes(KeyPurposeId... other) {
    purposes = List.of(other);
    return this;
  }

  BadChain signedWith(String other) {
    algorithm = other;
    return this;
  }

  BadChain unknownCritical() {
    unknownCritical = true;
    return this;
  }

  BadChain rsaKey(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    keys = generator.generateKeyPair();
    return this;
  }

  /** What was built, with its key. */
  record Built(X509Certificate certificate, PrivateKey key) {}

  Built by(X509Certificate issuer, PrivateKey issuersKey) throws Exception {
    return build(
        new JcaX509v3CertificateBuilder(
            issuer,
            Issuer.newSerial(RANDOM),
            Date.from(from),
            Date.from(until),
            subject,
            keys.getPublic()),
        issuersKey,
        issuer.getPublicKey());
  }

  private Built build(X509v3CertificateBuilder builder, PrivateKey key, PublicKey issuer)
      throws Exception {
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    if (constraints != null) {
      builder.addExtension(Extension.basicConstraints, true, constraints);
    }
    if (withUsage) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    }
    if (!purposes.isEmpty()) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
    }
    if (unknownCritical) {
      builder.addExtension(UNKNOWN, true, new DERUTF8String("do not ignore me"));
    }
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, ALPHA.uri())));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(keys.getPublic()));
    builder.addExtension(
        Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(issuer));
    return new Built(
        new JcaX509CertificateConverter()
            .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(key))),
        keys.getPrivate());
  }
}
