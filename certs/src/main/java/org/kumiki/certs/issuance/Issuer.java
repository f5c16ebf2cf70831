package org.kumiki.certs.issuance;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
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
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.kumiki.certs.trust.PeerIdentity;

/**
 * The consortium's certificate authority (RFC 5280 profile): one self-signed P-256 root that signs
 * leaves directly.
 *
 * <p>It decides every field of a certificate itself; from a request it takes the key alone. The
 * caller must make serial numbers unique ({@link #newSerial}) and keep a record of what was issued.
 * Safe for use by many threads if {@code random} is.
 */
public final class Issuer {
  /** A certificate is valid from a little before it is made, for peers whose clock is behind. */
  static final Duration BACKDATE = Duration.ofMinutes(5);

  /** RFC 5280 section 4.1.2.2: at most 20 octets, of which the sign takes one bit. */
  private static final int MAX_SERIAL_BITS = 159;

  private static final int NEW_SERIAL_BITS = 127;

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final SecureRandom random;

  /**
   * An existing authority.
   *
   * @param key the authority's private key
   * @param certificate its certificate, of the same key pair
   * @param random for signatures
   * @throws IllegalArgumentException if the two do not belong together, or it is no authority
   */
  public Issuer(PrivateKey key, X509Certificate certificate, SecureRandom random) {
    if (certificate.getBasicConstraints() < 0) {
      throw new IllegalArgumentException("The certificate is not an authority's");
    }
    if (!belongTogether(key, certificate.getPublicKey(), random)) {
      throw new IllegalArgumentException(
          "The authority's key and certificate do not belong together");
    }
    this.key = key;
    this.certificate = certificate;
    this.random = random;
  }

  /**
   * A new authority for {@code consortium}, with a certificate signed by itself.
   *
   * @param consortium its identifier, see {@link PeerIdentity#IDENTIFIER}
   * @param days how long the authority is valid; no certificate that it issues outlives it
   */
  public static Issuer selfSigned(
      String consortium,
      KeyPair keys,
      BigInteger serial,
      Instant now,
      int days,
      SecureRandom random) {
    PeerIdentity.checkIdentifier("consortium", consortium);
    if (days < 1) {
      throw new IllegalArgumentException("An authority is valid for at least one day");
    }
    X500Name name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.O, consortium)
            .addRDN(BCStyle.CN, "Kumiki consortium " + consortium)
            .build();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            checkSerial(serial),
            Date.from(now.minus(BACKDATE)),
            Date.from(now.plus(Duration.ofDays(days))),
            name,
            keys.getPublic());
    X509Certificate root =
        build(builder, keys.getPrivate(), random, extensions -> authority(extensions, keys));
    return new Issuer(keys.getPrivate(), root, random);
  }

  /** A serial number that cannot be guessed and in practice never repeats. */
  public static BigInteger newSerial(SecureRandom random) {
    // The top bit is set: never zero, and always of one length.
    return new BigInteger(NEW_SERIAL_BITS, random).setBit(NEW_SERIAL_BITS - 1);
  }

  /**
   * A certificate for the key in {@code request}, valid from just before {@code now}; it ends with
   * the authority at the latest.
   */
  public X509Certificate issue(
      SigningRequest request, CertificateProfile profile, BigInteger serial, Instant now) {
    Instant end = now.plus(Duration.ofDays(profile.days()));
    Instant authorityEnd = certificate.getNotAfter().toInstant();
    if (!now.isBefore(authorityEnd)) {
      throw new IllegalStateException("The authority has expired; make a new one and roll over");
    }
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            certificate,
            checkSerial(serial),
            Date.from(now.minus(BACKDATE)),
            Date.from(end.isBefore(authorityEnd) ? end : authorityEnd),
            subject(profile),
            request.publicKey());
    return build(
        builder, key, random, extensions -> leaf(extensions, profile, request.publicKey()));
  }

  /** The authority's certificate: what peers pin as their trust anchor. */
  public X509Certificate certificate() {
    return certificate;
  }

  private static void authority(X509v3CertificateBuilder builder, KeyPair keys)
      throws IOException, NoSuchAlgorithmException {
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    // Path length 0: the root signs leaves, and nobody makes an authority below it.
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(keys.getPublic()));
  }

  private void leaf(X509v3CertificateBuilder builder, CertificateProfile profile, PublicKey subject)
      throws IOException, GeneralSecurityException {
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose(profile)));
    builder.addExtension(Extension.subjectAlternativeName, false, names(profile));
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(subject));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        extensions.createAuthorityKeyIdentifier(certificate.getPublicKey()));
  }

  private static X500Name subject(CertificateProfile profile) {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    if (profile instanceof CertificateProfile.Node node) {
      name.addRDN(BCStyle.O, node.identity().organisation());
      return name.addRDN(BCStyle.CN, node.identity().node()).build();
    }
    // RFC 5280 allows 64 characters of common name; the host names stand in full as SANs.
    return name.addRDN(BCStyle.CN, "Kumiki coordinator").build();
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
        coordinator.hostNames().stream().map(Issuer::hostName).toArray(GeneralName[]::new));
  }

  private static GeneralName hostName(String name) {
    return CertificateProfile.Coordinator.isIpAddress(name)
        ? new GeneralName(GeneralName.iPAddress, name)
        : new GeneralName(GeneralName.dNSName, name);
  }

  private static BigInteger checkSerial(BigInteger serial) {
    if (serial.signum() <= 0 || serial.bitLength() > MAX_SERIAL_BITS) {
      throw new IllegalArgumentException("A serial number is positive and has at most 20 octets");
    }
    return serial;
  }

  /** Adds a certificate's extensions to its builder. */
  private interface Extensions {
    void addTo(X509v3CertificateBuilder builder) throws IOException, GeneralSecurityException;
  }

  private static X509Certificate build(
      X509v3CertificateBuilder builder,
      PrivateKey key,
      SecureRandom random,
      Extensions extensions) {
    try {
      extensions.addTo(builder);
      return Pem.readCertificate(
          builder
              .build(
                  new JcaContentSignerBuilder(SigningRequest.SIGNATURE_ALGORITHM)
                      .setSecureRandom(random)
                      .build(key))
              .getEncoded());
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("The certificate could not be made", e);
    }
  }

  private static boolean belongTogether(PrivateKey key, PublicKey publicKey, SecureRandom random) {
    byte[] probe = new byte[32];
    random.nextBytes(probe);
    try {
      Signature signature = Signature.getInstance(SigningRequest.SIGNATURE_ALGORITHM);
      signature.initSign(key, random);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
