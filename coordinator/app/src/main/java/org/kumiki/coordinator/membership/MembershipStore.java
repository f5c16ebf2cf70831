package org.kumiki.coordinator.membership;

import java.security.cert.X509Certificate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.PeerIdentity;

/** The membership table: who may connect, and by which certificates. Thread-safe. */
public final class MembershipStore {
  private final Jdbi jdbi;
  private final MemberCertificates certificates = new MemberCertificates();

  public MembershipStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * One member as the operator sees it.
   *
   * @param lastSeenAt its last authenticated request; null if it never came
   * @param revokedAt null while it may connect
   * @param protocolVersions what its node announced last; null if it never said
   * @param certificateNotAfter the end of its newest certificate that counts; null if there is none
   * @param copiedAt when two runs of its node were noticed at once; null otherwise
   * @param olderStartAt when its node came with an older count of starts; null if it never did
   */
  public record Member(
      String organisation,
      String node,
      OffsetDateTime lastSeenAt,
      OffsetDateTime revokedAt,
      String protocolVersions,
      OffsetDateTime certificateNotAfter,
      OffsetDateTime copiedAt,
      OffsetDateTime olderStartAt) {}

  /** Enters a member that the roster lists; one that is known stays as it is, revoked or not. */
  public void admit(PeerIdentity identity, X509Certificate certificate) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO member (organisation, node) VALUES (:organisation, :node)"
                      + " ON CONFLICT DO NOTHING")
              .bind("organisation", identity.organisation())
              .bind("node", identity.node())
              .execute();
          certificates.add(handle, identity.organisation(), certificate);
        });
  }

  /**
   * Enters a member whose request was approved, inside the caller's transaction. One that was
   * revoked may connect again, by its new certificate alone.
   */
  public void enter(Handle handle, PeerIdentity identity) {
    if (isRevoked(handle, identity.organisation())) {
      certificates.retireAll(handle, identity.organisation());
    }
    handle
        .createUpdate(
            "INSERT INTO member (organisation, node) VALUES (:organisation, :node)"
                + " ON CONFLICT (organisation) DO UPDATE SET revoked_at = NULL")
        .bind("organisation", identity.organisation())
        .bind("node", identity.node())
        .execute();
  }

  /** The name of a member's node, inside the caller's transaction; empty if it is no member. */
  public Optional<String> nodeOf(Handle handle, String organisation) {
    return handle
        .createQuery("SELECT node FROM member WHERE organisation = :organisation")
        .bind("organisation", organisation)
        .mapTo(String.class)
        .findOne();
  }

  /** Whether a member is revoked, inside the caller's transaction. */
  public boolean isRevoked(Handle handle, String organisation) {
    return !lockRevoked(handle, List.of(organisation)).isEmpty();
  }

  /**
   * The member with exactly this certificate, unless it is revoked; notes that it was seen. The
   * first request with a new certificate retires those before it.
   *
   * @param protocolVersions what its node announces
   */
  public Optional<Peer> authenticate(
      PeerIdentity identity, Fingerprint certificate, Optional<String> protocolVersions) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Peer> peer = seen(handle, identity, certificate, protocolVersions);
          peer.ifPresent(p -> certificates.used(handle, p.organisation(), certificate));
          return peer;
        });
  }

  private static Optional<Peer> seen(
      Handle handle,
      PeerIdentity identity,
      Fingerprint certificate,
      Optional<String> protocolVersions) {
    return handle
        .createQuery(
            "UPDATE member SET last_seen_at = now(),"
                + " protocol_versions = coalesce(:versions, protocol_versions)"
                + " WHERE organisation = :organisation AND node = :node AND revoked_at IS NULL"
                + " AND EXISTS (SELECT FROM member_certificate c WHERE c.sha256 = :certificate"
                + " AND c.organisation = member.organisation AND c.retired_at IS NULL)"
                + " AND NOT EXISTS (SELECT FROM issued_certificate i"
                + " WHERE i.certificate_sha256 = :certificate AND i.revoked_at IS NOT NULL)"
                + " RETURNING organisation, node")
        .bind("versions", protocolVersions.orElse(null))
        .bind("organisation", identity.organisation())
        .bind("node", identity.node())
        .bind("certificate", certificate.hex())
        .map((row, context) -> new Peer(row.getString(1), row.getString(2)))
        .findOne();
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

  /**
   * Whether people of this organisation are people of the consortium: once its node was given a
   * certificate, and not while its request may still be refused.
   */
  public boolean isMember(String organisation) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT EXISTS (SELECT FROM member JOIN member_certificate c"
                        + " USING (organisation) WHERE organisation = :organisation"
                        + " AND revoked_at IS NULL AND c.retired_at IS NULL)")
                .bind("organisation", organisation)
                .mapTo(Boolean.class)
                .one());
  }

  /** Ends a member's access from its next request on; false if there is no such member. */
  public boolean revoke(String organisation) {
    return jdbi.withHandle(handle -> revoke(handle, organisation));
  }

  /** As {@link #revoke(String)}, in the caller's transaction. */
  boolean revoke(Handle handle, String organisation) {
    return handle
            .createUpdate(
                "UPDATE member SET revoked_at = coalesce(revoked_at, now())"
                    + " WHERE organisation = :organisation")
            .bind("organisation", organisation)
            .execute()
        > 0;
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

  /**
   * What the nodes of these members announced last, by name; those that never came are not in it.
   */
  SortedMap<String, String> announced(Handle handle, List<String> organisations) {
    return handle
        .createQuery(
            "SELECT organisation, protocol_versions FROM member"
                + " WHERE organisation = ANY(:organisations) AND protocol_versions IS NOT NULL")
        .bindArray("organisations", String.class, organisations)
        .reduceRows(
            new TreeMap<>(),
            (all, row) -> {
              all.put(
                  row.getColumn("organisation", String.class),
                  row.getColumn("protocol_versions", String.class));
              return all;
            });
  }

  public List<Member> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT organisation, node, last_seen_at, revoked_at, protocol_versions,"
                        + " (SELECT max(not_after) FROM member_certificate c"
                        + " WHERE c.organisation = member.organisation AND retired_at IS NULL),"
                        + " copied_at, older_start_at FROM member ORDER BY 1")
                .map(
                    (row, context) ->
                        new Member(
                            row.getString(1),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class),
                            row.getObject(4, OffsetDateTime.class),
                            row.getString(5),
                            row.getObject(6, OffsetDateTime.class),
                            row.getObject(7, OffsetDateTime.class),
                            row.getObject(8, OffsetDateTime.class)))
                .list());
  }
}
