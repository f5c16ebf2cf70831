package org.kumiki.coordinator.membership;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.PeerIdentity;

/** The membership table: which certificate may connect. Thread-safe. */
public final class MembershipStore {
  private final Jdbi jdbi;

  public MembershipStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * One member as the operator sees it.
   *
   * @param lastSeenAt its last authenticated request; null if it never came
   * @param revokedAt null while it may connect
   * @param protocolVersions what its node announced last; null if it never said
   */
  public record Member(
      String organisation,
      String node,
      OffsetDateTime lastSeenAt,
      OffsetDateTime revokedAt,
      String protocolVersions) {}

  /** Enters a member that the roster lists; one that is known stays as it is, revoked or not. */
  public void admit(PeerIdentity identity, Fingerprint certificate) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO member (organisation, node, certificate_sha256)"
                        + " VALUES (:organisation, :node, :certificate) ON CONFLICT DO NOTHING")
                .bind("organisation", identity.organisation())
                .bind("node", identity.node())
                .bind("certificate", certificate.hex())
                .execute());
  }

  /**
   * The member with exactly this certificate, unless one of them is revoked; notes that it was
   * seen.
   *
   * @param protocolVersions what its node announces
   */
  public Optional<Peer> authenticate(
      PeerIdentity identity, Fingerprint certificate, Optional<String> protocolVersions) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "UPDATE member SET last_seen_at = now(),"
                        + " protocol_versions = coalesce(:versions, protocol_versions)"
                        + " WHERE organisation = :organisation"
                        + " AND node = :node AND certificate_sha256 = :certificate"
                        + " AND revoked_at IS NULL"
                        + " AND NOT EXISTS (SELECT FROM issued_certificate c"
                        + " WHERE c.certificate_sha256 = :certificate"
                        + " AND c.revoked_at IS NOT NULL) RETURNING organisation, node")
                .bind("versions", protocolVersions.orElse(null))
                .bind("organisation", identity.organisation())
                .bind("node", identity.node())
                .bind("certificate", certificate.hex())
                .map((row, context) -> new Peer(row.getString(1), row.getString(2)))
                .findOne());
  }

  /** Whether the member behind a request that has been waiting may still be answered. */
  public boolean isAdmitted(Peer peer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT EXISTS (SELECT FROM member WHERE organisation = :organisation"
                        + " AND node = :node AND revoked_at IS NULL)")
                .bind("organisation", peer.organisation())
                .bind("node", peer.node())
                .mapTo(Boolean.class)
                .one());
  }

  /** Ends a member's access from its next request on; false if there is no such member. */
  public boolean revoke(String organisation) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE member SET revoked_at = coalesce(revoked_at, now())"
                            + " WHERE organisation = :organisation")
                    .bind("organisation", organisation)
                    .execute())
        == 1;
  }

  /**
   * Those of these organisations that are revoked. Until the transaction ends, none of them is
   * revoked that was not.
   */
  public List<String> lockRevoked(Handle handle, List<String> organisations) {
    return handle
        .createQuery(
            "SELECT organisation, revoked_at IS NOT NULL FROM member"
                + " WHERE organisation = ANY(:organisations) ORDER BY organisation FOR UPDATE")
        .bindArray("organisations", String.class, organisations)
        .map((row, context) -> row.getBoolean(2) ? row.getString(1) : "")
        .list()
        .stream()
        .filter(name -> !name.isEmpty())
        .toList();
  }

  public List<Member> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT organisation, node, last_seen_at, revoked_at, protocol_versions"
                        + " FROM member ORDER BY 1")
                .map(
                    (row, context) ->
                        new Member(
                            row.getString(1),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class),
                            row.getObject(4, OffsetDateTime.class),
                            row.getString(5)))
                .list());
  }
}
