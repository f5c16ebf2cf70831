package org.kumiki.coordinator.membership;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roster that is offered for signature, one at a time, and the stewards' answers. With the last
 * signature it is in force, in the transaction that records it; by two thirds, where the roster
 * before says so, when the time has passed. Thread-safe, and safe beside other processes on the
 * same database.
 *
 * <p>Protects nobody by itself: nodes check everything again. It keeps what would never be adopted
 * from being offered, and the membership table in step with the roster.
 */
public final class RosterBallots {
  private static final Logger LOG = LoggerFactory.getLogger(RosterBallots.class);

  /** The header in which a node learns {@link #state}. */
  public static final String STATE_HEADER = "Kumiki-Roster";

  /**
   * How much longer than a node this coordinator waits. Nodes see an offer up to a minute after it
   * is made, and count from then; a study under a roster that is not in force there yet would be
   * declined.
   */
  static final Duration MARGIN = Duration.ofHours(1);

  private final Jdbi jdbi;
  private final RosterStore rosters;
  private final MembershipStore members;
  private final Clock clock;

  /**
   * @param clock by which the cooling-off time counts here
   */
  public RosterBallots(Jdbi jdbi, RosterStore rosters, MembershipStore members, Clock clock) {
    this.jdbi = jdbi;
    this.rosters = rosters;
    this.members = members;
    this.clock = clock;
  }

  /** What became of a request. */
  public enum Outcome {
    DONE,
    /** This answer completed the roster: it is in force. */
    ADOPTED,
    /** Another proposal is open, or none is, or another than the one that is meant. */
    ANOTHER_IS_OPEN,
    /** The signature is not the caller's over this, or the caller has no part in it. */
    DOES_NOT_HOLD
  }

  /**
   * What stands beside a proposal.
   *
   * @param offeredAt when it was offered last
   * @param dueAt when it may come into force by two thirds; empty where all must sign
   */
  public record Open(
      RosterProposal proposal, String proposedBy, Instant offeredAt, Optional<Instant> dueAt) {}

  /** The open proposal with all answers so far. */
  public Optional<Open> open() {
    return jdbi.withHandle(this::open);
  }

  /**
   * Offers a roster.
   *
   * @throws WireFormatException if it could not follow on the roster in force
   */
  public Outcome propose(RosterProposal proposal, String by) {
    return jdbi.inTransaction(
        handle -> {
          takeTurns(handle);
          requireNext(handle, proposal);
          if (open(handle).isPresent() || !reopen(handle, proposal, by)) {
            return Outcome.ANOTHER_IS_OPEN;
          }
          LOG.info("roster {} is proposed by {}", proposal.roster().version(), by);
          return Outcome.DONE;
        });
  }

  private void requireNext(Handle handle, RosterProposal proposal) {
    Optional<RosterSnapshot> inForce = rosters.inForce(handle);
    if (inForce.isEmpty() != proposal.isFirst()) {
      throw new WireFormatException("the roster in force is another one by now: propose again");
    }
    proposal.requireFit(inForce);
    requireSpoken(handle, proposal.roster());
  }

  /** A node that does not speak the version could not even show the roster to its steward. */
  private void requireSpoken(Handle handle, RosterSnapshot roster) {
    List<String> listed = roster.members().stream().map(Organisation::name).toList();
    List<String> others =
        members.announced(handle, listed).entrySet().stream()
            .filter(said -> !ProtocolVersion.isAnnounced(said.getValue(), roster.protocol()))
            .map(Map.Entry::getKey)
            .toList();
    if (!others.isEmpty()) {
      throw new WireFormatException(
          "the roster needs protocol version "
              + roster.protocol()
              + ", which is not spoken by the node of "
              + String.join(", ", others)
              + ": bring it to this release first");
    }
  }

  /** The protocol version in which answers to a proposal are written. */
  int protocol(ByteString hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT proposal FROM roster_proposal WHERE hash = :hash")
                .bind("hash", hash.hex())
                .mapTo(byte[].class)
                .findOne()
                .map(bytes -> new WireReader(bytes).version())
                .orElse(ProtocolVersion.FIRST));
  }

  /** One that was withdrawn may be offered again, with the answers that it had. */
  private boolean reopen(Handle handle, RosterProposal proposal, String by) {
    Instant now = clock.instant();
    Optional<Instant> due =
        proposal
            .tally(rosters.inForce(handle))
            .map(tally -> now.plus(tally.coolingOff()).plus(MARGIN));
    return handle
            .createUpdate(
                "INSERT INTO roster_proposal (hash, proposal, proposed_by, proposed_at, due_at)"
                    + " VALUES (:hash, :proposal, :by, :now, :due) ON CONFLICT (hash) DO UPDATE"
                    + " SET ended_at = NULL, outcome = NULL, proposed_by = :by,"
                    + " proposed_at = :now, due_at = :due"
                    + " WHERE roster_proposal.outcome = 'WITHDRAWN'")
            .bind("hash", proposal.hash().hex())
            .bind("proposal", proposal.encode())
            .bind("by", by)
            .bind("now", utc(now))
            .bind("due", due.map(RosterBallots::utc).orElse(null))
            .execute()
        == 1;
  }

  /** Takes the open proposal back; false if none is open. */
  public boolean withdraw() {
    return jdbi.inTransaction(
        handle -> {
          takeTurns(handle);
          return handle.execute(
                  "UPDATE roster_proposal SET ended_at = now(), outcome = 'WITHDRAWN'"
                      + " WHERE ended_at IS NULL")
              == 1;
        });
  }

  /**
   * A steward's yes; it is final. One that comes after the roster came into force by two thirds is
   * kept and passed on.
   */
  public Outcome approve(String organisation, ByteString hash, RosterApproval approval) {
    return jdbi.inTransaction(
        handle -> {
          takeTurns(handle);
          RosterProposal proposal = open(handle, hash).orElse(null);
          if (proposal == null) {
            return late(handle, hash, new NamedSignature(organisation, approval.signature()));
          }
          if (!proposal.holds(rosters.inForce(handle), organisation, approval)) {
            return Outcome.DOES_NOT_HOLD;
          }
          keep(handle, hash, organisation, approval.encode(proposal.roster().protocol()), null);
          return adoptIfReady(handle) ? Outcome.ADOPTED : Outcome.DONE;
        });
  }

  private Outcome late(Handle handle, ByteString hash, NamedSignature signature) {
    SignedRoster adopted = rosters.signed(handle, hash).orElse(null);
    if (adopted == null) {
      return Outcome.ANOTHER_IS_OPEN;
    }
    if (!adopted.holds(signature)) {
      return Outcome.DOES_NOT_HOLD;
    }
    if (!adopted.hasSigned(signature.organisation())) {
      RosterSignatures.insert(handle, adopted.roster(), signature, true);
    }
    return Outcome.DONE;
  }

  /** Puts a roster in force whose time has come; true if there was one. */
  public boolean adoptDue() {
    return jdbi.inTransaction(
        handle -> {
          takeTurns(handle);
          return adoptIfReady(handle);
        });
  }

  /** With every signature that it needs, and for the rest of them with time. */
  private boolean adoptIfReady(Handle handle) {
    Optional<RosterSnapshot> inForce = rosters.inForce(handle);
    Optional<RosterSuccession> ready =
        open(handle).flatMap(open -> open.proposal().complete(inForce, knownFor(open.offeredAt())));
    ready.ifPresent(succession -> adopt(handle, inForce, succession));
    return ready.isPresent();
  }

  private Duration knownFor(Instant offeredAt) {
    Duration known = Duration.between(offeredAt, clock.instant()).minus(MARGIN);
    return known.isNegative() ? Duration.ZERO : known;
  }

  /** A steward's no; a yes may follow. */
  public Outcome refuse(ByteString hash, RosterRefusal refusal) {
    return jdbi.inTransaction(
        handle -> {
          takeTurns(handle);
          RosterProposal proposal = open(handle, hash).orElse(null);
          if (proposal == null) {
            return Outcome.ANOTHER_IS_OPEN;
          }
          if (!proposal.holds(rosters.inForce(handle), refusal)) {
            return Outcome.DOES_NOT_HOLD;
          }
          keep(
              handle,
              hash,
              refusal.organisation(),
              null,
              refusal.encode(proposal.roster().protocol()));
          return Outcome.DONE;
        });
  }

  private void adopt(
      Handle handle, Optional<RosterSnapshot> predecessor, RosterSuccession succession) {
    // A study that is being submitted sees the one roster or the other, and is looked at after.
    handle.execute("SELECT pg_advisory_xact_lock(hashtext('study submissions'))");
    RosterSnapshot next = succession.successor().roster();
    rosters.enter(handle, succession);
    handle.execute(
        "UPDATE roster_proposal SET ended_at = now(), outcome = 'ADOPTED' WHERE hash = ?",
        next.hash().hex());
    predecessor.stream()
        .flatMap(before -> before.members().stream())
        .map(Organisation::name)
        .filter(name -> next.member(name).isEmpty())
        .forEach(name -> members.revoke(handle, name));
    List<String> unsigned = succession.successor().missing();
    LOG.info(
        "roster {} is in force: {}",
        next.version(),
        unsigned.isEmpty()
            ? "all organisations have signed it"
            : "two thirds have signed it, without " + String.join(", ", unsigned));
  }

  /**
   * What a node compares to see whether anything changed: roster in force, its signatures, open
   * proposal, answers.
   */
  public String state() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT encode(sha256(convert_to(concat_ws(' ', r.hash, (SELECT"
                        + " count(*) FILTER (WHERE holds) || '+' || count(*)"
                        + " FROM roster_signature s WHERE s.roster_hash = r.hash), p.hash,"
                        + " (SELECT string_agg(organisation || extract(epoch FROM at), ' '"
                        + " ORDER BY organisation) FROM roster_answer a"
                        + " WHERE a.roster_hash = p.hash)), 'UTF8')), 'hex') FROM (SELECT 1) one"
                        + " LEFT JOIN (SELECT hash FROM roster ORDER BY version DESC LIMIT 1) r"
                        + " ON true LEFT JOIN roster_proposal p ON p.ended_at IS NULL")
                .mapTo(String.class)
                .one());
  }

  private Optional<RosterProposal> open(Handle handle, ByteString hash) {
    return open(handle).map(Open::proposal).filter(proposal -> proposal.hash().equals(hash));
  }

  private Optional<Open> open(Handle handle) {
    Optional<RosterSnapshot> inForce = rosters.inForce(handle);
    return handle
        .createQuery(
            "SELECT proposal, proposed_by, proposed_at, due_at FROM roster_proposal"
                + " WHERE ended_at IS NULL")
        .map(
            (row, context) ->
                new Open(
                    answered(handle, inForce, RosterProposal.decode(row.getBytes(1))),
                    row.getString(2),
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    Optional.ofNullable(row.getObject(4, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)))
        .findOne();
  }

  private static RosterProposal answered(
      Handle handle, Optional<RosterSnapshot> inForce, RosterProposal proposal) {
    int protocol = proposal.roster().protocol();
    return handle
        .createQuery(
            "SELECT organisation, approval, refusal FROM roster_answer WHERE roster_hash = :hash")
        .bind("hash", proposal.hash().hex())
        .reduceRows(
            proposal,
            (now, row) -> {
              String organisation = row.getColumn("organisation", String.class);
              byte[] approval = row.getColumn("approval", byte[].class);
              return approval != null
                  ? now.with(inForce, organisation, RosterApproval.decode(approval, protocol))
                  : now.with(
                      RosterRefusal.decode(
                          organisation, row.getColumn("refusal", byte[].class), protocol));
            });
  }

  private static void keep(
      Handle handle, ByteString hash, String organisation, byte[] approval, byte[] refusal) {
    handle
        .createUpdate(
            "INSERT INTO roster_answer (roster_hash, organisation, approval, refusal)"
                + " VALUES (:hash, :organisation, :approval, :refusal)"
                + " ON CONFLICT (roster_hash, organisation) DO UPDATE"
                + " SET approval = :approval, refusal = :refusal, at = now()"
                + " WHERE roster_answer.approval IS NULL"
                + " AND roster_answer.refusal IS DISTINCT FROM :refusal")
        .bind("hash", hash.hex())
        .bind("organisation", organisation)
        .bind("approval", approval)
        .bind("refusal", refusal)
        .execute();
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** Changes of the roster follow one another. */
  static void takeTurns(Handle handle) {
    handle.execute("SELECT pg_advisory_xact_lock(hashtext('roster'))");
  }
}
