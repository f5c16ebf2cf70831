package org.kumiki.coordinator.membership;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roster that is offered for signature, one at a time, and the stewards' answers. With the last
 * signature it is in force, in the transaction that records it. Thread-safe, and safe beside other
 * processes on the same database.
 *
 * <p>Protects nobody by itself: nodes check everything again. It keeps what would never be adopted
 * from being offered, and the membership table in step with the roster.
 */
public final class RosterBallots {
  private static final Logger LOG = LoggerFactory.getLogger(RosterBallots.class);

  /** The header in which a node learns {@link #state}. */
  public static final String STATE_HEADER = "Kumiki-Roster";

  private final Jdbi jdbi;
  private final RosterStore rosters;
  private final MembershipStore members;

  public RosterBallots(Jdbi jdbi, RosterStore rosters, MembershipStore members) {
    this.jdbi = jdbi;
    this.rosters = rosters;
    this.members = members;
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

  /** What stands beside a proposal. */
  public record Open(RosterProposal proposal, String proposedBy) {}

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
  private static boolean reopen(Handle handle, RosterProposal proposal, String by) {
    return handle
            .createUpdate(
                "INSERT INTO roster_proposal (hash, proposal, proposed_by)"
                    + " VALUES (:hash, :proposal, :by) ON CONFLICT (hash) DO UPDATE"
                    + " SET ended_at = NULL, outcome = NULL, proposed_by = :by,"
                    + " proposed_at = now() WHERE roster_proposal.outcome = 'WITHDRAWN'")
            .bind("hash", proposal.hash().hex())
            .bind("proposal", proposal.encode())
            .bind("by", by)
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

  /** A steward's yes; it is final. */
  public Outcome approve(String organisation, ByteString hash, RosterApproval approval) {
    return jdbi.inTransaction(
        handle -> {
          takeTurns(handle);
          RosterProposal proposal = open(handle, hash).orElse(null);
          if (proposal == null) {
            return wasAdopted(handle, hash) ? Outcome.DONE : Outcome.ANOTHER_IS_OPEN;
          }
          Optional<RosterSnapshot> inForce = rosters.inForce(handle);
          if (!proposal.holds(inForce, organisation, approval)) {
            return Outcome.DOES_NOT_HOLD;
          }
          keep(handle, hash, organisation, approval.encode(proposal.roster().protocol()), null);
          Optional<RosterSuccession> complete =
              proposal.with(inForce, organisation, approval).complete(inForce);
          complete.ifPresent(succession -> adopt(handle, inForce, succession));
          return complete.isPresent() ? Outcome.ADOPTED : Outcome.DONE;
        });
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
    LOG.info("roster {} is in force: all organisations have signed it", next.version());
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
        .createQuery("SELECT proposal, proposed_by FROM roster_proposal WHERE ended_at IS NULL")
        .map((row, context) -> new Open(RosterProposal.decode(row.getBytes(1)), row.getString(2)))
        .findOne()
        .map(open -> new Open(answered(handle, inForce, open.proposal()), open.proposedBy()));
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

  private static boolean wasAdopted(Handle handle, ByteString hash) {
    return handle
        .createQuery("SELECT EXISTS (SELECT FROM roster WHERE hash = :hash)")
        .bind("hash", hash.hex())
        .mapTo(Boolean.class)
        .one();
  }

  /** Changes of the roster follow one another. */
  static void takeTurns(Handle handle) {
    handle.execute("SELECT pg_advisory_xact_lock(hashtext('roster'))");
  }
}
