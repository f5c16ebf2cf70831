package org.kumiki.node.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * The roster that is offered to this organisation, and what its steward has answered. Answers are
 * signed by the steward's own command and only checked and kept here. Thread-safe.
 */
public final class RosterAnswers {
  private final Jdbi jdbi;
  private final String organisation;
  private final RosterPins pins;
  private final RosterSightings sightings;
  private volatile Optional<RosterProposal> offered = Optional.empty();

  public RosterAnswers(Jdbi jdbi, String organisation, RosterPins pins, RosterSightings sightings) {
    this.sightings = sightings;
    this.jdbi = jdbi;
    this.organisation = organisation;
    this.pins = pins;
  }

  /** An answer that the coordinator has not taken yet: one of the two is there. */
  public record Answer(
      RosterSnapshot roster, Optional<RosterApproval> approval, Optional<RosterRefusal> refusal) {
    public ByteString hash() {
      return roster.hash();
    }

    /** As it goes to the coordinator. */
    public byte[] encode() {
      return approval
          .map(yes -> yes.encode(roster.protocol()))
          .orElseGet(() -> refusal.orElseThrow().encode(roster.protocol()));
    }
  }

  public String organisation() {
    return organisation;
  }

  /** What is offered now, with the answers of others. */
  public Optional<RosterProposal> offered() {
    return offered;
  }

  /**
   * Takes over what a coordinator offers, if it could follow on the roster in force here.
   *
   * @throws WireFormatException if it could not
   */
  public void offer(Optional<RosterProposal> proposal) {
    Optional<RosterSnapshot> predecessor = predecessor();
    if (proposal.isPresent()) {
      if (predecessor.isPresent()) {
        proposal.get().requireFit(predecessor);
      }
      sightings.see(proposal.get().hash());
    }
    offered = proposal;
    Stream<ByteString> waiting = pins.waiting().map(step -> step.roster().hash()).stream();
    sightings.keepOnly(
        Stream.concat(waiting, proposal.map(RosterProposal::hash).stream()).toList());
  }

  /** The roster on which a proposal follows: the newest of the chain, signed here or not. */
  public Optional<RosterSnapshot> predecessor() {
    return pins.head().map(step -> step.successor().roster());
  }

  /** Since when what is offered has been offered here, by this node's clock. */
  public Optional<Instant> offeredSince() {
    return offered.flatMap(proposal -> sightings.since(proposal.hash()));
  }

  /**
   * A roster that is in force in the consortium by two thirds, without this organisation, which may
   * sign it late.
   */
  public Optional<RosterProposal> late() {
    return pins.unsigned().map(step -> new RosterProposal(step, List.of(), List.of()));
  }

  /**
   * Keeps the steward's yes; false if it is not over what is offered now, or may be signed late.
   */
  public boolean approve(ByteString hash, RosterApproval approval) {
    RosterProposal proposal = offered.filter(p -> p.hash().equals(hash)).orElse(null);
    if (proposal != null && proposal.holds(predecessor(), organisation, approval)) {
      keep(proposal, approval.encode(proposal.roster().protocol()), null);
      return true;
    }
    RosterProposal late = late().filter(p -> p.hash().equals(hash)).orElse(null);
    if (late == null || !late.holds(Optional.empty(), organisation, approval)) {
      return false;
    }
    keep(late, approval.encode(late.roster().protocol()), null);
    return pins.signLate(hash, approval.signature());
  }

  /** What this organisation has signed counts here, whatever of it the coordinator hands out. */
  public void signHead() {
    late()
        .flatMap(proposal -> answer(proposal.hash()))
        .flatMap(Answer::approval)
        .ifPresent(yes -> pins.signLate(late().orElseThrow().hash(), yes.signature()));
  }

  /** Keeps the steward's no; false if it is not over what is offered now. */
  public boolean refuse(ByteString hash, RosterRefusal refusal) {
    RosterProposal proposal = offered.filter(p -> p.hash().equals(hash)).orElse(null);
    if (proposal == null
        || !refusal.organisation().equals(organisation)
        || !proposal.holds(predecessor(), refusal)) {
      return false;
    }
    keep(proposal, null, refusal.encode(proposal.roster().protocol()));
    return true;
  }

  private void keep(RosterProposal proposal, byte[] approval, byte[] refusal) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO roster_answer (roster_hash, proposal, approval, refusal)"
                        + " VALUES (:hash, :proposal, :approval, :refusal)"
                        + " ON CONFLICT (roster_hash) DO UPDATE SET proposal = :proposal,"
                        + " approval = :approval, refusal = :refusal, decided_at = now(),"
                        + " taken_at = NULL WHERE roster_answer.approval IS NULL")
                .bind("hash", proposal.hash().hex())
                .bind("proposal", proposal.encode())
                .bind("approval", approval)
                .bind("refusal", refusal)
                .execute());
  }

  /** What this organisation has answered to a proposal. */
  public Optional<Answer> answer(ByteString hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT proposal, approval, refusal FROM roster_answer"
                        + " WHERE roster_hash = :hash")
                .bind("hash", hash.hex())
                .map((row, context) -> answer(row.getBytes(1), row.getBytes(2), row.getBytes(3)))
                .findOne());
  }

  /**
   * The answer to what is offered, if it was not among the answers that came with it; else a late
   * signature of what is in force here, if the coordinator has not taken it.
   */
  public Optional<Answer> toSend() {
    return offered
        .flatMap(p -> answer(p.hash()).filter(answer -> !isAmongThose(p, answer)))
        .or(() -> pins.inForce().flatMap(roster -> notTaken(roster.hash())));
  }

  private Optional<Answer> notTaken(ByteString hash) {
    boolean open =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT EXISTS (SELECT FROM roster_answer WHERE roster_hash = :hash"
                            + " AND approval IS NOT NULL AND taken_at IS NULL)")
                    .bind("hash", hash.hex())
                    .mapTo(Boolean.class)
                    .one());
    return open ? answer(hash) : Optional.empty();
  }

  private boolean isAmongThose(RosterProposal proposal, Answer answer) {
    return answer
        .refusal()
        .map(refusal -> proposal.refusals().contains(refusal))
        .orElseGet(() -> proposal.signed().contains(organisation));
  }

  /** The coordinator has taken the answer. */
  public void taken(ByteString hash) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("UPDATE roster_answer SET taken_at = now() WHERE roster_hash = :hash")
                .bind("hash", hash.hex())
                .execute());
  }

  private Answer answer(byte[] proposal, byte[] approval, byte[] refusal) {
    RosterSnapshot roster = RosterProposal.decode(proposal).roster();
    return new Answer(
        roster,
        Optional.ofNullable(approval).map(bytes -> RosterApproval.decode(bytes, roster.protocol())),
        Optional.ofNullable(refusal)
            .map(bytes -> RosterRefusal.decode(organisation, bytes, roster.protocol())));
  }
}
