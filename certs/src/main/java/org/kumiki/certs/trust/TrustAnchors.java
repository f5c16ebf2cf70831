package org.kumiki.certs.trust;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.PublicKey;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.certs.trust.ChainSearch.Path;

/**
 * The consortium's authorities; two roots while one replaces the other. Validation is PKIX (RFC
 * 5280 section 6) at a given instant, and in addition the purpose of the leaf and the validity of
 * the anchor itself, neither of which PKIX looks at.
 *
 * <p>With revocation lists, every certificate of a chain must be covered by one that is current.
 * Without, revocation is not checked here: the coordinator asks its table on every request.
 * Immutable, safe for use by many threads.
 *
 * @param authorities roots, at least one
 * @param intermediates issuing authorities that are known here, beside those that a peer sends
 * @param revocationLists of roots and issuing authorities; none, or one that is current for each
 */
public record TrustAnchors(
    List<X509Certificate> authorities,
    List<X509Certificate> intermediates,
    List<X509CRL> revocationLists) {

  /** What a peer may send at most: a leaf and an issuing authority under each of two roots. */
  public static final int MAX_CHAIN = 8;

  /** ECDSA with SHA-256 (RFC 5758) and Ed25519 (RFC 8410). */
  private static final Set<String> SIGNATURES = Set.of("1.2.840.10045.4.3.2", "1.3.101.112");

  private static final int P256_BITS = 256;

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
    intermediates = List.copyOf(intermediates);
    revocationLists = List.copyOf(revocationLists);
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException("At least one authority is needed");
    }
    for (X509Certificate authority : authorities) {
      if (authority.getBasicConstraints() < 0) {
        throw new IllegalArgumentException("A trust anchor must be an authority's certificate");
      }
    }
  }

  /** Roots alone; peers send what stands between. */
  public TrustAnchors(List<X509Certificate> authorities) {
    this(authorities, List.of(), List.of());
  }

  /** The same authorities, with revocation lists. */
  public TrustAnchors with(List<X509CRL> lists) {
    return new TrustAnchors(authorities, intermediates, lists);
  }

  /**
   * Accepts a chain or throws.
   *
   * @param chain the leaf first, then what leads to an anchor, in any order; the anchor may be left
   *     out
   * @param at the instant for which it must be valid
   * @return the leaf
   * @throws CertificateRefused with the reason; of several possible chains, the first one's
   */
  public X509Certificate validate(List<X509Certificate> chain, Instant at, Purpose purpose) {
    if (chain.isEmpty()) {
      throw new CertificateRefused(Reason.UNTRUSTED, "There is no certificate");
    }
    if (chain.size() > MAX_CHAIN) {
      throw new CertificateRefused(Reason.TOO_LARGE, "The chain has too many certificates");
    }
    CertificateRefused first = null;
    for (Path path : new ChainSearch(authorities, intermediates).paths(chain)) {
      try {
        validate(path, at);
        checkPurpose(chain.get(0), purpose);
        return chain.get(0);
      } catch (CertificateRefused refused) {
        first = first == null ? refused : first;
      }
    }
    throw first == null ? untrusted(null) : first;
  }

  private void validate(Path path, Instant at) {
    requireCurrent(path.anchor(), at, "The consortium's authority");
    path.certificates().forEach(TrustAnchors::requireKnownKinds);
    try {
      CertPath certificates =
          CertificateFactory.getInstance("X.509").generateCertPath(path.certificates());
      CertPathValidator.getInstance("PKIX").validate(certificates, parameters(path.anchor(), at));
    } catch (CertPathValidatorException e) {
      throw refusal(e);
    } catch (GeneralSecurityException e) {
      throw new CertificateRefused(Reason.UNREADABLE, "The chain cannot be read", e);
    }
  }

  /** The platform's own minimum changes with its settings, and it takes SHA-1 and any curve. */
  private static void requireKnownKinds(X509Certificate certificate) {
    PublicKey key = certificate.getPublicKey();
    boolean known =
        key instanceof ECPublicKey ec
            ? ec.getParams().getCurve().getField().getFieldSize() == P256_BITS
            : key instanceof EdECPublicKey ed
                && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
    if (!known || !SIGNATURES.contains(certificate.getSigAlgOID())) {
      throw new CertificateRefused(
          Reason.WRONG_KEY,
          "Keys are EC P-256 or Ed25519, signed with ECDSA and SHA-256 or with Ed25519");
    }
  }

  private static void requireCurrent(X509Certificate certificate, Instant at, String what) {
    if (at.isBefore(certificate.getNotBefore().toInstant())) {
      throw new CertificateRefused(
          Reason.NOT_YET_VALID, what + " is not valid yet; check this machine's clock");
    }
    if (at.isAfter(certificate.getNotAfter().toInstant())) {
      throw new CertificateRefused(Reason.OUT_OF_DATE, what + " has expired");
    }
  }

  private PKIXParameters parameters(X509Certificate anchor, Instant at)
      throws InvalidAlgorithmParameterException, GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
    parameters.setDate(Date.from(at));
    parameters.setRevocationEnabled(!revocationLists.isEmpty());
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(revocationLists)));
    return parameters;
  }

  private static CertificateRefused refusal(CertPathValidatorException e) {
    CertPathValidatorException.Reason reason = e.getReason();
    if (reason == BasicReason.EXPIRED) {
      return new CertificateRefused(
          Reason.OUT_OF_DATE, "The certificate is no longer valid; enrol again", e);
    }
    if (reason == BasicReason.NOT_YET_VALID) {
      return new CertificateRefused(
          Reason.NOT_YET_VALID, "The certificate is not valid yet; check this machine's clock", e);
    }
    if (reason == BasicReason.REVOKED) {
      return new CertificateRefused(Reason.REVOKED, "The certificate was revoked", e);
    }
    if (reason == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
      return new CertificateRefused(
          Reason.REVOCATION_UNKNOWN, "No current list says whether it was revoked", e);
    }
    if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
      return new CertificateRefused(Reason.WRONG_KEY, "The signature or key is too weak", e);
    }
    if (reason == PKIXReason.UNRECOGNIZED_CRIT_EXT) {
      return new CertificateRefused(
          Reason.UNKNOWN_EXTENSION, "The certificate demands what is not understood here", e);
    }
    boolean issuerMayNot =
        reason == PKIXReason.NOT_CA_CERT
            || reason == PKIXReason.PATH_TOO_LONG
            || reason == PKIXReason.INVALID_KEY_USAGE;
    return issuerMayNot
        ? new CertificateRefused(
            Reason.NOT_AN_AUTHORITY, "The certificate's issuer may not issue it", e)
        : untrusted(e);
  }

  private static CertificateRefused untrusted(Exception cause) {
    return new CertificateRefused(
        Reason.UNTRUSTED, "The certificate was not issued by the consortium's authority", cause);
  }

  private static void checkPurpose(X509Certificate leaf, Purpose purpose) {
    List<String> usages;
    try {
      usages = leaf.getExtendedKeyUsage();
    } catch (CertificateParsingException e) {
      throw new CertificateRefused(Reason.UNREADABLE, "The key usage cannot be read", e);
    }
    // No usage at all would mean any usage: our own issuer never leaves it out.
    if (usages == null || !usages.equals(List.of(purpose.oid)) || leaf.getBasicConstraints() >= 0) {
      throw new CertificateRefused(
          Reason.WRONG_PURPOSE, "The certificate was made for another purpose");
    }
  }
}
