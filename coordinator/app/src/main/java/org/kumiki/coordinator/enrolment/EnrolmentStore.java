package org.kumiki.coordinator.enrolment;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.coordinator.enrolment.Enrolment.Approval;
import org.kumiki.coordinator.enrolment.EnrolmentRow.Kind;

/** Rows of requests; every method works inside the caller's transaction and locks what it reads. */
final class EnrolmentStore {
  private static final String SELECT =
      "SELECT e.number, e.kind, e.organisation, e.node, i.display_name, e.request,"
          + " e.requested_at, e.state, e.decided_at, e.reason, e.serial, e.chain"
          + " FROM enrolment e LEFT JOIN invitation i ON i.number = e.invitation ";

  /** Requests of an invitation come one after the other, whoever sends them at once. */
  void lockInvitation(Handle handle, long invitation) {
    handle
        .createQuery("SELECT number FROM invitation WHERE number = :number FOR UPDATE")
        .bind("number", invitation)
        .mapTo(Long.class)
        .one();
  }

  /** Requests of a member's own certificates come one after the other. */
  void lockMember(Handle handle, String organisation) {
    handle
        .createQuery("SELECT organisation FROM member WHERE organisation = :name FOR UPDATE")
        .bind("name", organisation)
        .mapTo(String.class)
        .findOne();
  }

  Optional<EnrolmentRow> ofInvitation(Handle handle, long invitation) {
    return one(handle, "WHERE e.invitation = :key FOR UPDATE OF e", invitation);
  }

  /** The request under an expired certificate's key that is not over. */
  Optional<EnrolmentRow> openGrace(Handle handle, String organisation) {
    return one(
        handle,
        "WHERE e.kind = 'GRACE' AND e.organisation = :key"
            + " AND e.state IN ('REQUESTED', 'APPROVED') FOR UPDATE OF e",
        organisation);
  }

  /** The newest request of these kinds, whatever became of it. */
  Optional<EnrolmentRow> newest(Handle handle, String organisation, Kind kind) {
    return one(
        handle,
        "WHERE e.kind = '"
            + kind
            + "' AND e.organisation = :key ORDER BY e.number DESC LIMIT 1 FOR UPDATE OF e",
        organisation);
  }

  /** Requests of the last days and all that are open, newest first. */
  List<EnrolmentRow> list(Handle handle, int most) {
    return handle
        .createQuery(SELECT + "ORDER BY e.number DESC LIMIT :most")
        .bind("most", most)
        .map((row, context) -> row(handle, row))
        .list();
  }

  boolean isKnown(Handle handle, byte[] request) {
    return handle
        .createQuery("SELECT EXISTS (SELECT FROM enrolment WHERE request_sha256 = :sha256)")
        .bind("sha256", sha256(request))
        .mapTo(Boolean.class)
        .one();
  }

  int issuedSince(Handle handle, String organisation, Instant since) {
    return handle
        .createQuery(
            "SELECT count(*) FROM enrolment WHERE organisation = :organisation"
                + " AND kind = 'RENEWAL' AND requested_at > :since")
        .bind("organisation", organisation)
        .bind("since", utc(since))
        .mapTo(Integer.class)
        .one();
  }

  /** A new row that waits; returns its number. */
  long add(
      Handle handle, Kind kind, Optional<Long> invitation, EnrolmentRequest request, Instant now) {
    byte[] der = request.signingRequest().der();
    return handle
        .createUpdate(
            "INSERT INTO enrolment (kind, invitation, organisation, node, request, request_sha256,"
                + " requested_at, state) VALUES (:kind, :invitation, :organisation, :node,"
                + " :request, :sha256, :now, 'REQUESTED')")
        .bind("kind", kind.name())
        .bind("invitation", invitation.orElse(null))
        .bind("organisation", request.identity().organisation())
        .bind("node", request.identity().node())
        .bind("request", der)
        .bind("sha256", sha256(der))
        .bind("now", utc(now))
        .executeAndReturnGeneratedKeys("number")
        .mapTo(Long.class)
        .one();
  }

  /** A node that was started again asks by another request under the same key. */
  void replaceRequest(Handle handle, long number, byte[] der) {
    handle
        .createUpdate(
            "UPDATE enrolment SET request = :request, request_sha256 = :sha256"
                + " WHERE number = :number")
        .bind("request", der)
        .bind("sha256", sha256(der))
        .bind("number", number)
        .execute();
  }

  void save(Handle handle, long number, Enrolment state) {
    state.fold(
        waiting -> approvals(handle, number, waiting.approvals()),
        approved -> {
          Instant last = approved.approvals().get(approved.approvals().size() - 1).at();
          approvals(handle, number, approved.approvals());
          return set(handle, number, "APPROVED", last, null, null, null);
        },
        no -> set(handle, number, "REFUSED", no.at(), no.reason(), null, null),
        done -> set(handle, number, "ISSUED", done.at(), null, done.serial(), done.chain()));
  }

  private int set(
      Handle handle,
      long number,
      String state,
      Instant at,
      String reason,
      String serial,
      String chain) {
    return handle
        .createUpdate(
            "UPDATE enrolment SET state = :state, decided_at = :at, reason = :reason,"
                + " serial = :serial, chain = :chain WHERE number = :number")
        .bind("state", state)
        .bind("at", utc(at))
        .bind("reason", reason)
        .bind("serial", serial)
        .bind("chain", chain)
        .bind("number", number)
        .execute();
  }

  private static int approvals(Handle handle, long number, List<Approval> approvals) {
    int added = 0;
    for (Approval approval : approvals) {
      added +=
          handle
              .createUpdate(
                  "INSERT INTO enrolment_approval (enrolment, officer, at)"
                      + " VALUES (:enrolment, :officer, :at) ON CONFLICT DO NOTHING")
              .bind("enrolment", number)
              .bind("officer", approval.officer())
              .bind("at", utc(approval.at()))
              .execute();
    }
    return added;
  }

  private Optional<EnrolmentRow> one(Handle handle, String where, Object key) {
    return handle
        .createQuery(SELECT + where)
        .bind("key", key)
        .map((row, context) -> row(handle, row))
        .findOne();
  }

  private EnrolmentRow row(Handle handle, ResultSet row) throws SQLException {
    long number = row.getLong(1);
    return new EnrolmentRow(
        number,
        Kind.valueOf(row.getString(2)),
        row.getString(3),
        row.getString(4),
        Optional.ofNullable(row.getString(5)),
        row.getBytes(6),
        row.getObject(7, OffsetDateTime.class).toInstant(),
        state(handle, number, row),
        approvals(handle, number));
  }

  private static Enrolment state(Handle handle, long number, ResultSet row) throws SQLException {
    OffsetDateTime decided = row.getObject(9, OffsetDateTime.class);
    return switch (row.getString(8)) {
      case "REQUESTED" -> new Enrolment.Requested(approvals(handle, number));
      case "APPROVED" -> new Enrolment.Approved(approvals(handle, number));
      case "REFUSED" -> new Enrolment.Refused(row.getString(10), decided.toInstant());
      default -> new Enrolment.Issued(row.getString(11), row.getString(12), decided.toInstant());
    };
  }

  private static List<Approval> approvals(Handle handle, long number) {
    return handle
        .createQuery(
            "SELECT officer, at FROM enrolment_approval WHERE enrolment = :enrolment ORDER BY at")
        .bind("enrolment", number)
        .map(
            (row, context) ->
                new Approval(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
        .list();
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static String sha256(byte[] der) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
