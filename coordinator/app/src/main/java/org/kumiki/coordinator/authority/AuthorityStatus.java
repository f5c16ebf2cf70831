package org.kumiki.coordinator.authority;

import io.micronaut.serde.annotation.Serdeable;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.coordinator.authority.BundleStore.Stored;

/**
 * How the authorities stand, for the operator; times in ISO 8601.
 *
 * @param bundleNumber of the bundle that counts
 * @param bundleSha256 what nodes acknowledge
 * @param step what its publication meant
 * @param next the step that waits; null if none does
 * @param acknowledged nodes that have the bundle, {@code organisation/node}
 * @param missing nodes that may connect and do not have it
 * @param onOldAuthority nodes without a certificate of the active authority
 * @param warnings what to do something about, in words
 */
@Serdeable
record AuthorityStatus(
    String consortium,
    long bundleNumber,
    String bundleSha256,
    String step,
    OffsetDateTime publishedAt,
    String next,
    List<Certificate> authorities,
    Certificate coordinator,
    List<RevocationList> revocationLists,
    List<String> acknowledged,
    List<String> missing,
    List<String> onOldAuthority,
    List<String> warnings) {
  /** A quarter in which to find the people of the ceremony. */
  private static final int WARN_AUTHORITY_DAYS = 90;

  private static final int WARN_ROOT_LIST_DAYS = 30;

  /** Renewal begins at half of thirty days: at ten something has gone wrong. */
  private static final int WARN_LEAF_DAYS = 10;

  /**
   * One certificate.
   *
   * @param role {@code root}, {@code issuing} or {@code coordinator}
   * @param keyId names the key; one key may have several certificates
   * @param active whether it signs leaves now
   */
  @Serdeable
  record Certificate(
      String role,
      String subject,
      String keyId,
      String sha256,
      Instant notAfter,
      long daysLeft,
      boolean active) {}

  /**
   * One list.
   *
   * @param ageHours since it was made
   */
  @Serdeable
  record RevocationList(
      String issuer, Instant madeAt, Instant nextUpdate, long ageHours, int entries) {}

  static AuthorityStatus of(OnlineAuthority authority, Instant now) {
    BundleStore bundles = authority.bundles();
    Stored current = bundles.current().orElseThrow();
    AuthorityBundle bundle = current.signed().bundle();
    List<Certificate> authorities =
        Stream.concat(
                bundle.roots().stream().map(c -> certificate("root", c, bundle, now)),
                bundle.issuing().stream().map(c -> certificate("issuing", c, bundle, now)))
            .toList();
    Certificate own = certificate("coordinator", authority.ownCertificate(), bundle, now);
    List<X509CRL> lists = authority.revocationLists();
    return new AuthorityStatus(
        bundle.consortium(),
        bundle.number(),
        current.sha256(),
        current.step().text(),
        current.publishedAt(),
        bundles.next().map(next -> next.step().text()).orElse(null),
        authorities,
        own,
        lists.stream().map(list -> list(list, now)).toList(),
        bundles.acknowledged(current.sha256()).stream()
            .map(node -> node.organisation() + "/" + node.node())
            .toList(),
        bundles.missing(current.sha256()),
        authority.issued().nodesWithout(bundle.active()),
        warnings(authorities, own, authority.isOwnRevoked(), lists, now));
  }

  private static Certificate certificate(
      String role, X509Certificate certificate, AuthorityBundle bundle, Instant now) {
    AuthorityKeyId id = AuthorityKeyId.of(certificate);
    return new Certificate(
        role,
        certificate.getSubjectX500Principal().getName(),
        id.hex(),
        Fingerprint.of(certificate).hex(),
        certificate.getNotAfter().toInstant(),
        daysLeft(certificate.getNotAfter().toInstant(), now),
        id.equals(bundle.active()));
  }

  private static RevocationList list(X509CRL list, Instant now) {
    return new RevocationList(
        list.getIssuerX500Principal().getName(),
        list.getThisUpdate().toInstant(),
        list.getNextUpdate().toInstant(),
        Duration.between(list.getThisUpdate().toInstant(), now).toHours(),
        list.getRevokedCertificates() == null ? 0 : list.getRevokedCertificates().size());
  }

  static List<String> warnings(
      List<Certificate> authorities,
      Certificate own,
      boolean ownRevoked,
      List<X509CRL> lists,
      Instant now) {
    List<String> warnings = new ArrayList<>();
    if (ownRevoked) {
      warnings.add(
          "the coordinator's certificate is revoked, so that nodes refuse it, and this process"
              + " cannot issue another: copy the folder ca here");
    }
    for (Certificate authority : authorities) {
      if (authority.daysLeft() < WARN_AUTHORITY_DAYS) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "the %s authority %s ends in %d days: 'ca rotate-%s'",
                authority.role(),
                authority.subject(),
                authority.daysLeft(),
                authority.role()));
      }
    }
    if (own.daysLeft() < WARN_LEAF_DAYS) {
      warnings.add(
          "the coordinator's certificate ends in "
              + own.daysLeft()
              + " days and was not renewed: see the log");
    }
    for (X509CRL list : lists) {
      long days = daysLeft(list.getNextUpdate().toInstant(), now);
      boolean yearly =
          Duration.between(list.getThisUpdate().toInstant(), list.getNextUpdate().toInstant())
                  .toDays()
              > WARN_ROOT_LIST_DAYS;
      if (days < (yearly ? WARN_ROOT_LIST_DAYS : 2)) {
        warnings.add(
            "the revocation list of "
                + list.getIssuerX500Principal().getName()
                + " ends in "
                + days
                + " days"
                + (yearly ? ": 'ca request --lists', then 'ca sign' at the root" : ""));
      }
    }
    return warnings;
  }

  private static long daysLeft(Instant end, Instant now) {
    return Duration.between(now, end).toDays();
  }
}
