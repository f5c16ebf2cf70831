package org.kumiki.coordinator.authority;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.revocation.RevocationList;
import org.kumiki.certs.revocation.RevocationReason;
import org.kumiki.certs.revocation.RevokedCertificate;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.platform.cli.CommandFailure;

/**
 * What the root signs, at once for a whole rotation: the bundle that introduces the new authority
 * beside the old one, the one that makes it the active one, and the one without the old. The
 * coordinator publishes them one after another, so that the root is taken out of its safe once.
 *
 * <p>A new root signs with the old one. Its issuing authority is certified by both, so that a node
 * that missed the introduction still reaches the coordinator and learns of the new root, until the
 * old one is retired.
 */
public final class RootCeremony {
  /** Longer than a year, so that a yearly ceremony is in time. */
  static final Duration LIST_LIFE = Duration.ofDays(398);

  private final String consortium;
  private final Instant now;
  private final SecureRandom random;

  public RootCeremony(String consortium, Instant now, SecureRandom random) {
    this.consortium = consortium;
    this.now = now;
    this.random = random;
  }

  /** Why an issuing authority is replaced. */
  public enum Cause {
    /** In good time; the old one is listed as superseded when it is retired. */
    PLANNED,
    /** Its key is in other hands; it is listed as revoked as soon as the new one is active. */
    COMPROMISED
  }

  /**
   * The first bundle.
   *
   * @param root the only one
   */
  public List<SignedBundle> first(Issuer root, SigningRequest request) {
    X509Certificate issuing = certify(root, request);
    AuthorityBundle bundle =
        new AuthorityBundle(
            consortium,
            1,
            AuthorityKeyId.of(issuing),
            List.of(root.certificate()),
            List.of(issuing),
            List.of(list(root, 1, Optional.empty(), List.of())));
    return List.of(signed(bundle, List.of(root)));
  }

  /** The current bundle with fresh revocation lists. */
  public List<SignedBundle> refreshed(List<Issuer> roots, AuthorityBundle current) {
    long number = current.number() + 1;
    List<Issuer> signing = holders(roots, current);
    AuthorityBundle bundle =
        new AuthorityBundle(
            current.consortium(),
            number,
            current.active(),
            current.roots(),
            current.issuing(),
            signing.stream()
                .map(root -> list(root, number, Optional.of(current), List.of()))
                .toList());
    return List.of(signed(bundle, signing));
  }

  /** The three steps to a new issuing authority below the newest root. */
  public List<SignedBundle> newIssuing(
      List<Issuer> roots, AuthorityBundle current, SigningRequest request, Cause cause) {
    List<Issuer> signing = holders(roots, current);
    X509Certificate added = certify(signing.get(signing.size() - 1), request);
    AuthorityKeyId key = AuthorityKeyId.of(added);
    List<X509Certificate> both =
        Stream.concat(current.issuing().stream(), Stream.of(added)).toList();
    List<RevokedCertificate> old = revoked(current.issuing(), cause);
    List<RevokedCertificate> early = cause == Cause.COMPROMISED ? old : List.of();
    long number = current.number();
    return List.of(
        step(signing, current, number + 1, current.active(), both, List.of()),
        step(signing, current, number + 2, key, both, early),
        step(signing, current, number + 3, key, List.of(added), old));
  }

  private SignedBundle step(
      List<Issuer> roots,
      AuthorityBundle current,
      long number,
      AuthorityKeyId active,
      List<X509Certificate> issuing,
      List<RevokedCertificate> revoked) {
    List<X509CRL> lists =
        roots.stream()
            .map(root -> list(root, number, Optional.of(current), issuedBy(root, current, revoked)))
            .toList();
    return signed(
        new AuthorityBundle(consortium, number, active, current.roots(), issuing, lists), roots);
  }

  /**
   * The three steps to a new root with an issuing authority below it.
   *
   * @param roots those of the current bundle
   * @param added the new root
   */
  public List<SignedBundle> newRoot(
      List<Issuer> roots, AuthorityBundle current, Issuer added, SigningRequest request) {
    List<Issuer> old = holders(roots, current);
    List<Issuer> all = Stream.concat(old.stream(), Stream.of(added)).toList();
    X509Certificate issuing = certify(added, request);
    List<X509Certificate> issuingOfBoth = new ArrayList<>(current.issuing());
    Issuer previous = old.get(old.size() - 1);
    if (previous.signsAuthorities()) {
      issuingOfBoth.add(certify(previous, request));
    }
    issuingOfBoth.add(issuing);
    AuthorityKeyId key = AuthorityKeyId.of(issuing);
    long number = current.number();
    return List.of(
        both(all, current, number + 1, current.active(), issuingOfBoth),
        both(all, current, number + 2, key, issuingOfBoth),
        signed(
            new AuthorityBundle(
                consortium,
                number + 3,
                key,
                List.of(added.certificate()),
                List.of(issuing),
                List.of(list(added, number + 3, Optional.empty(), List.of()))),
            all));
  }

  private SignedBundle both(
      List<Issuer> roots,
      AuthorityBundle current,
      long number,
      AuthorityKeyId active,
      List<X509Certificate> issuing) {
    return signed(
        new AuthorityBundle(
            consortium,
            number,
            active,
            roots.stream().map(Issuer::certificate).toList(),
            issuing,
            roots.stream()
                .map(root -> list(root, number, Optional.of(current), List.of()))
                .toList()),
        roots);
  }

  /** Those of our roots that the bundle lists; all of them must be here to sign. */
  private static List<Issuer> holders(List<Issuer> roots, AuthorityBundle current) {
    List<Issuer> holders =
        roots.stream().filter(root -> current.roots().contains(root.certificate())).toList();
    if (holders.size() != current.roots().size()) {
      throw CommandFailure.refused(
          "the coordinator's authorities stand under another root than those here",
          "use the folder of the root with SHA-256 " + Fingerprint.of(current.newestRoot()));
    }
    return holders;
  }

  private X509Certificate certify(Issuer root, SigningRequest request) {
    return root.issue(
        request,
        new CertificateProfile.Issuing(consortium, CertificateProfile.ISSUING_DAYS),
        Issuer.newSerial(random),
        now);
  }

  private List<RevokedCertificate> revoked(List<X509Certificate> issuing, Cause cause) {
    RevocationReason reason =
        cause == Cause.COMPROMISED ? RevocationReason.CA_COMPROMISE : RevocationReason.SUPERSEDED;
    return issuing.stream()
        .map(authority -> new RevokedCertificate(authority.getSerialNumber(), now, reason))
        .toList();
  }

  private static List<RevokedCertificate> issuedBy(
      Issuer root, AuthorityBundle current, List<RevokedCertificate> revoked) {
    Set<BigInteger> own =
        current.issuing().stream()
            .filter(
                authority ->
                    authority
                        .getIssuerX500Principal()
                        .equals(root.certificate().getSubjectX500Principal()))
            .map(X509Certificate::getSerialNumber)
            .collect(Collectors.toUnmodifiableSet());
    return revoked.stream().filter(entry -> own.contains(entry.serial())).toList();
  }

  /** A root's list with what its last one said, and more. */
  private X509CRL list(
      Issuer root, long number, Optional<AuthorityBundle> current, List<RevokedCertificate> added) {
    List<RevokedCertificate> entries = new ArrayList<>(added);
    Set<BigInteger> listed =
        added.stream().map(RevokedCertificate::serial).collect(Collectors.toUnmodifiableSet());
    current.stream()
        .flatMap(bundle -> bundle.revocationLists().stream())
        .filter(
            list ->
                list.getIssuerX500Principal().equals(root.certificate().getSubjectX500Principal()))
        .flatMap(
            list ->
                Optional.ofNullable(list.getRevokedCertificates()).stream().flatMap(Set::stream))
        .filter(entry -> !listed.contains(entry.getSerialNumber()))
        .forEach(entry -> entries.add(kept(entry)));
    return root.revocationList(
        new RevocationList(BigInteger.valueOf(number), now, now.plus(LIST_LIFE), entries));
  }

  private static RevokedCertificate kept(X509CRLEntry entry) {
    int code = entry.getRevocationReason() == null ? 0 : entry.getRevocationReason().ordinal();
    RevocationReason reason =
        Stream.of(RevocationReason.values())
            .filter(candidate -> candidate.code() == code)
            .findFirst()
            .orElse(RevocationReason.UNSPECIFIED);
    return new RevokedCertificate(
        entry.getSerialNumber(), entry.getRevocationDate().toInstant(), reason);
  }

  private static SignedBundle signed(AuthorityBundle bundle, List<Issuer> roots) {
    SignedBundle signed =
        new SignedBundle(bundle, roots.stream().map(root -> root.sign(bundle)).toList());
    try {
      signed.verify(roots.stream().map(Issuer::certificate).toList());
    } catch (CertificateRefused e) {
      throw new IllegalStateException("what was signed does not verify", e);
    }
    return signed;
  }
}
