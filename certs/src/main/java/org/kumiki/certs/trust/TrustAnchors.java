package org.kumiki.certs.trust;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kumiki.certs.trust.CertificateRefused.Reason;

/**
 * The consortium's authorities; two while one replaces the other. Validation is PKIX (RFC 5280
 * section 6) at a given instant, and in addition the purpose of the leaf and the validity of the
 * anchor itself, neither of which PKIX looks at.
 *
 * <p>Revocation is not checked here: the coordinator asks its registry on every request. Immutable,
 * safe for use by many threads.
 *
 * @param authorities self-signed CA certificates, at least one
 */
public record TrustAnchors(List<X509Certificate> authorities) {

  /** What the leaf of a chain is for (extended key usage, RFC 5280 section 4.2.1.12). */
  public enum Purpose {
    /** A member's node: a TLS client. */
    NODE("1.3.6.1.5.5.7.3.2"),
    /** The coordinator: a TLS server. */
    COORDINATOR("1.3.6.1.5.5.7.3.1");

    private final String oid;

    Purpose(String oid) {
      this.oid = oid;
    }
  }

  public TrustAnchors {
    authorities = List.copyOf(authorities);
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException("At least one authority is needed");
    }
    for (X509Certificate authority : authorities) {
      if (authority.getBasicConstraints() < 0) {
        throw new IllegalArgumentException("A trust anchor must be an authority's certificate");
      }
    }
  }

  /**
   * Accepts a chain or throws.
   *
   * @param chain the leaf first, without the anchor
   * @param at the instant for which it must be valid
   * @return the leaf
   * @throws CertificateRefused with the reason
   */
  public X509Certificate validate(List<X509Certificate> chain, Instant at, Purpose purpose) {
    if (chain.isEmpty()) {
      throw new CertificateRefused(Reason.UNTRUSTED, "There is no certificate");
    }
    Set<TrustAnchor> current = anchorsValidAt(at);
    try {
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
      CertPathValidator.getInstance("PKIX").validate(path, parameters(current, at));
    } catch (CertPathValidatorException e) {
      throw refusal(e);
    } catch (GeneralSecurityException e) {
      throw new CertificateRefused(Reason.UNREADABLE, "The chain cannot be read", e);
    }
    checkPurpose(chain.get(0), purpose);
    return chain.get(0);
  }

  private Set<TrustAnchor> anchorsValidAt(Instant at) {
    Set<TrustAnchor> current =
        authorities.stream()
            .filter(authority -> isValid(authority, at))
            .map(authority -> new TrustAnchor(authority, null))
            .collect(Collectors.toUnmodifiableSet());
    if (current.isEmpty()) {
      throw new CertificateRefused(
          Reason.OUT_OF_DATE, "No authority of the consortium is valid at this time");
    }
    return current;
  }

  private static boolean isValid(X509Certificate authority, Instant at) {
    return !at.isBefore(authority.getNotBefore().toInstant())
        && !at.isAfter(authority.getNotAfter().toInstant());
  }

  private static PKIXParameters parameters(Set<TrustAnchor> anchors, Instant at)
      throws InvalidAlgorithmParameterException {
    PKIXParameters parameters = new PKIXParameters(anchors);
    parameters.setDate(Date.from(at));
    parameters.setRevocationEnabled(false);
    return parameters;
  }

  private static CertificateRefused refusal(CertPathValidatorException e) {
    if (e.getReason() == CertPathValidatorException.BasicReason.EXPIRED
        || e.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID) {
      return new CertificateRefused(
          Reason.OUT_OF_DATE, "The certificate is not valid at this time; enrol again", e);
    }
    return new CertificateRefused(
        Reason.UNTRUSTED, "The certificate was not issued by the consortium's authority", e);
  }

  private static void checkPurpose(X509Certificate leaf, Purpose purpose) {
    List<String> usages;
    try {
      usages = leaf.getExtendedKeyUsage();
    } catch (CertificateParsingException e) {
      throw new CertificateRefused(Reason.UNREADABLE, "The key usage cannot be read", e);
    }
    // No usage at all would mean any usage: our own issuer never leaves it out.
    if (usages == null || !usages.equals(List.of(purpose.oid))) {
      throw new CertificateRefused(
          Reason.WRONG_PURPOSE, "The certificate was made for another purpose");
    }
  }
}
