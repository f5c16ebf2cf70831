package org.kumiki.coordinator.authority;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.certs.revocation.RevocationReason;
import org.kumiki.certs.revocation.RevokedCertificate;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.PeerIdentity;

/** The table of leaves: what was issued to whom, and what was taken back. Thread-safe. */
public final class IssuedCertificates {
  private static final int HEX = 16;

  private final Jdbi jdbi;

  public IssuedCertificates(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * One certificate as the operator sees it.
   *
   * @param organisation empty for the coordinator's own
   * @param revokedAt null while it counts
   */
  public record Issued(
      String sha256,
      String serial,
      String subject,
      String organisation,
      String node,
      OffsetDateTime notAfter,
      OffsetDateTime revokedAt,
      String reason) {}

  /**
   * Enters a certificate; one that is known stays as it is.
   *
   * @param node whose it is; empty for the coordinator's own
   */
  public void record(Handle handle, X509Certificate certificate, Optional<PeerIdentity> node) {
    handle
        .createUpdate(
            "INSERT INTO issued_certificate (certificate_sha256, authority, serial, subject,"
                + " organisation, node, not_after) VALUES (:sha256, :authority, :serial, :subject,"
                + " :organisation, :node, :notAfter) ON CONFLICT DO NOTHING")
        .bind("sha256", Fingerprint.of(certificate).hex())
        .bind("authority", AuthorityKeyId.issuerOf(certificate).orElseThrow().hex())
        .bind("serial", certificate.getSerialNumber().toString(HEX))
        .bind("subject", certificate.getSubjectX500Principal().getName())
        .bind("organisation", node.map(PeerIdentity::organisation).orElse(null))
        .bind("node", node.map(PeerIdentity::node).orElse(null))
        .bind("notAfter", at(certificate.getNotAfter().toInstant()))
        .execute();
  }

  /** Takes one certificate back; false if it is unknown or was taken back before. */
  public boolean revoke(Fingerprint certificate, RevocationReason reason) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE issued_certificate SET revoked_at = now(), reason = :reason"
                            + " WHERE certificate_sha256 = :sha256 AND revoked_at IS NULL")
                    .bind("reason", reason.text())
                    .bind("sha256", certificate.hex())
                    .execute())
        == 1;
  }

  /** Takes back all certificates of a member that have not expired; says how many. */
  public int revokeAllOf(String organisation, RevocationReason reason) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE issued_certificate SET revoked_at = now(), reason = :reason"
                        + " WHERE organisation = :organisation AND revoked_at IS NULL")
                .bind("reason", reason.text())
                .bind("organisation", organisation)
                .execute());
  }

  /** Those of these certificates that were taken back, or whose member was. */
  public List<Fingerprint> revokedAmong(Collection<Fingerprint> certificates) {
    if (certificates.isEmpty()) {
      return List.of();
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT certificate_sha256 FROM issued_certificate"
                        + " WHERE certificate_sha256 = ANY(:sha256) AND (revoked_at IS NOT NULL"
                        + " OR EXISTS (SELECT FROM member"
                        + " WHERE member.organisation = issued_certificate.organisation"
                        + " AND member.revoked_at IS NOT NULL))")
                .bindArray(
                    "sha256", String.class, certificates.stream().map(Fingerprint::hex).toArray())
                .map((row, context) -> new Fingerprint(row.getString(1)))
                .list());
  }

  /** What an authority's revocation list has to name: revoked, and not expired a day ago. */
  public List<RevokedCertificate> revokedOf(Handle handle, AuthorityKeyId authority, Instant now) {
    return handle
        .createQuery(
            "SELECT serial, revoked_at, reason FROM issued_certificate"
                + " WHERE authority = :authority AND revoked_at IS NOT NULL"
                + " AND not_after > :since ORDER BY serial")
        .bind("authority", authority.hex())
        .bind("since", at(now).minusDays(1))
        .map(
            (row, context) ->
                new RevokedCertificate(
                    new BigInteger(row.getString(1), HEX),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    RevocationReason.ofText(row.getString(3))))
        .list();
  }

  /** Nodes that may connect and use no certificate of an authority: {@code organisation/node}. */
  public List<String> nodesWithout(AuthorityKeyId authority) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT organisation || '/' || node FROM member WHERE revoked_at IS NULL"
                        + " AND NOT EXISTS (SELECT FROM issued_certificate c"
                        + " JOIN member_certificate m ON m.sha256 = c.certificate_sha256"
                        + " WHERE m.organisation = member.organisation"
                        + " AND m.first_used_at IS NOT NULL AND m.retired_at IS NULL"
                        + " AND c.authority = :authority AND c.revoked_at IS NULL) ORDER BY 1")
                .bind("authority", authority.hex())
                .mapTo(String.class)
                .list());
  }

  /** All that have not expired, by subject. */
  public List<Issued> current(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT certificate_sha256, serial, subject, organisation, node, not_after,"
                        + " revoked_at, reason FROM issued_certificate WHERE not_after > :now"
                        + " ORDER BY organisation NULLS FIRST, node, not_after")
                .bind("now", at(now))
                .map(
                    (row, context) ->
                        new Issued(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getObject(6, OffsetDateTime.class),
                            row.getObject(7, OffsetDateTime.class),
                            row.getString(8)))
                .list());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
