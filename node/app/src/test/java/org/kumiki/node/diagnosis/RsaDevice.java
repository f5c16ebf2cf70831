package org.kumiki.node.diagnosis;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What inspecting proxies make on the fly: RSA, one authority above the other. */
final class RsaDevice {
  private RsaDevice() {}

  /**
   * Makes a chain, the leaf for a host first and a self-signed root last.
   *
   * @return the leaf's keys
   */
  static KeyPair chain(String host, int length, List<X509Certificate> chain) throws Exception {
    KeyPair issuer = keys();
    X500Name issuerName = name(length - 1);
    chain.add(certificate(issuerName, issuer, issuerName, issuer, null));
    for (int i = length - 2; i >= 0; i--) {
      KeyPair own = keys();
      chain.add(0, certificate(issuerName, issuer, name(i), own, i == 0 ? host : null));
      issuer = own;
      issuerName = name(i);
    }
    return issuer;
  }

  private static X500Name name(int level) {
    return new X500Name("CN=Device " + level);
  }

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static X509Certificate certificate(
      X500Name issuer, KeyPair issuerKeys, X500Name subject, KeyPair keys, String host)
      throws Exception {
    Instant now = Instant.now();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            BigInteger.valueOf(now.toEpochMilli()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            subject,
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(host == null));
    if (host != null) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.iPAddress, host)));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withRSA").build(issuerKeys.getPrivate())));
  }
}
