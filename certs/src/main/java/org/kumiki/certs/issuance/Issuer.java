package org.kumiki.certs.issuance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.kumiki.certs.revocation.RevocationList;
import org.kumiki.certs.revocation.RevokedCertificate;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.BundleSignature;

/**
 * One of the consortium's certificate authorities (RFC 5280 profile): the root, which signs issuing
 * authorities, or an issuing authority, which signs leaves.
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
    if (!KeyPairs.belongTogether(key, certificate.getPublicKey(), random)) {
      throw new IllegalArgumentException(
          "The authority's key and certificate do not belong together");
    }
    this.key = key;
    this.certificate = certificate;
    this.random = random;
  }

  /**
   * A new root for {@code consortium}, with a certificate signed by itself.
   *
   * @param consortium its identifier, see {@link org.kumiki.certs.trust.PeerIdentity#IDENTIFIER}
   * @param days how long the authority is valid; no certificate that it issues outlives it
   */
  public static Issuer selfSigned(
      String consortium,
      KeyPair keys,
      BigInteger serial,
      Instant now,
      int days,
      SecureRandom random) {
    CertificateProfile.Root profile = new CertificateProfile.Root(consortium, days);
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            ProfileFields.subject(profile, keys.getPublic()),
            checkSerial(serial),
            Date.from(now.minus(BACKDATE)),
            Date.from(now.plus(Duration.ofDays(days))),
            ProfileFields.subject(profile, keys.getPublic()),
            keys.getPublic());
    try {
      ProfileFields.addTo(builder, profile, keys.getPublic(), keys.getPublic());
      X509Certificate root =
          Pem.readCertificate(builder.build(signer(keys.getPrivate(), random)).getEncoded());
      return new Issuer(keys.getPrivate(), root, random);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The root's certificate could not be made", e);
    }
  }

  /** A serial number that cannot be guessed and in practice never repeats. */
  public static BigInteger newSerial(SecureRandom random) {
    // The top bit is set: never zero, and always of one length.
    return new BigInteger(NEW_SERIAL_BITS, random).setBit(NEW_SERIAL_BITS - 1);
  }

  /**
   * A certificate for the key in {@code request}, valid from just before {@code now}; it ends with
   * the authority at the latest.
   *
   * @throws IllegalStateException if this authority has expired, or may not sign an authority
   */
  public X509Certificate issue(
      SigningRequest request, CertificateProfile profile, BigInteger serial, Instant now) {
    Instant end = now.plus(Duration.ofDays(profile.days()));
    Instant authorityEnd = certificate.getNotAfter().toInstant();
    if (!now.isBefore(authorityEnd)) {
      throw new IllegalStateException("The authority has expired; make a new one and roll over");
    }
    if (profile instanceof CertificateProfile.Root
        || (profile.isAuthority() && !signsAuthorities())) {
      throw new IllegalStateException("This authority signs no such authority");
    }
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            certificate,
            checkSerial(serial),
            Date.from(now.minus(BACKDATE)),
            Date.from(end.isBefore(authorityEnd) ? end : authorityEnd),
            ProfileFields.subject(profile, request.publicKey()),
            request.publicKey());
    try {
      ProfileFields.addTo(builder, profile, request.publicKey(), certificate.getPublicKey());
      return Pem.readCertificate(builder.build(signer(key, random)).getEncoded());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The certificate could not be made", e);
    }
  }

  /** Whether an authority may stand below this one (path length, RFC 5280 section 4.2.1.9). */
  public boolean signsAuthorities() {
    return certificate.getBasicConstraints() > 0;
  }

  /** This authority's revocation list (RFC 5280 section 5): version 2, with number and key. */
  public X509CRL revocationList(RevocationList list) {
    JcaX509v2CRLBuilder builder =
        new JcaX509v2CRLBuilder(certificate, Date.from(list.thisUpdate()));
    builder.setNextUpdate(Date.from(list.nextUpdate()));
    for (RevokedCertificate revoked : list.revoked()) {
      builder.addCRLEntry(revoked.serial(), Date.from(revoked.at()), revoked.reason().code());
    }
    try {
      builder.addExtension(Extension.cRLNumber, false, new CRLNumber(list.number()));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(
                  new ByteArrayInputStream(builder.build(signer(key, random)).getEncoded()));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The revocation list could not be made", e);
    }
  }

  /** This root's word that a bundle is what nodes shall trust. */
  public BundleSignature sign(AuthorityBundle bundle) {
    try {
      Signature signature = Signature.getInstance(KeyKind.of(key).signatureAlgorithm());
      signature.initSign(key, random);
      signature.update(bundle.signedBytes());
      return new BundleSignature(AuthorityKeyId.of(certificate), signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The bundle could not be signed", e);
    }
  }

  /** The authority's certificate: what peers pin as their trust anchor if it is a root. */
  public X509Certificate certificate() {
    return certificate;
  }

  private static BigInteger checkSerial(BigInteger serial) {
    if (serial.signum() <= 0 || serial.bitLength() > MAX_SERIAL_BITS) {
      throw new IllegalArgumentException("A serial number is positive and has at most 20 octets");
    }
    return serial;
  }

  private static ContentSigner signer(PrivateKey key, SecureRandom random) {
    try {
      return new JcaContentSignerBuilder(KeyKind.of(key).signatureAlgorithm())
          .setSecureRandom(random)
          .build(key);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("The authority's key cannot sign", e);
    }
  }
}
