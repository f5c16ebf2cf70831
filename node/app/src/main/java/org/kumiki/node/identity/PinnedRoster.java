package org.kumiki.node.identity;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.ByteString;

/**
 * The roster that this node has pinned and who has signed it. Every signature is checked against
 * the pin and its members' keys, whoever hands it over; those that hold are kept in the database,
 * so that after a restart nothing has to be asked again. Thread-safe.
 */
public final class PinnedRoster {
  private final RosterSnapshot roster;
  private final NamedSignature own;
  private final boolean grown;
  private final Jdbi jdbi;
  private SignedRoster kept;
  private SignedRoster seen;
  private boolean anotherServed;

  /** One that needs the signatures of all. */
  public PinnedRoster(RosterSnapshot roster, NamedSignature own, Jdbi jdbi) {
    this(roster, own, false, jdbi);
  }

  /**
   * @param own this organisation's signature, made when the roster was pinned
   * @param grown whether it came into force by two thirds: then signatures may be missing for good
   */
  PinnedRoster(RosterSnapshot roster, NamedSignature own, boolean grown, Jdbi jdbi) {
    this.roster = roster;
    this.own = own;
    this.grown = grown;
    this.jdbi = jdbi;
    this.kept = load().with(own);
    this.seen = kept;
  }

  public RosterSnapshot roster() {
    return roster;
  }

  /** This organisation's signature. */
  public NamedSignature own() {
    return own;
  }

  /** True once every organisation has signed exactly the pinned roster; it never is false again. */
  public synchronized boolean complete() {
    // Only what holds is kept.
    return kept.missing().isEmpty();
  }

  /** True once enough have signed: all, or those by whom it came into force. */
  public synchronized boolean isInForce() {
    return grown || complete();
  }

  /** Why nothing starts yet, in a sentence for the steward; empty if it is in force. */
  public synchronized Optional<String> obstacle() {
    if (isInForce()) {
      return Optional.empty();
    }
    if (seen.disputing().isEmpty() && anotherServed) {
      return Optional.of(
          "the coordinator hands out another roster than the one pinned here: compare its words"
              + " by phone with the other members' stewards");
    }
    return seen.obstacle();
  }

  /** Members whose signature has not come, ascending. */
  public synchronized List<String> missing() {
    return seen.missing();
  }

  /** Members that have signed another roster, ascending. */
  public synchronized List<String> disputing() {
    return seen.disputing();
  }

  /** Takes over what holds, and notes what does not. */
  public synchronized void take(SignedRoster served) {
    if (grown && !served.roster().equals(roster)) {
      // The consortium may be a step further already; what is in force here is so for good.
      return;
    }
    anotherServed = !served.roster().equals(roster);
    SignedRoster now = kept;
    for (NamedSignature signature : served.signatures()) {
      Optional<Organisation> listed = roster.member(signature.organisation());
      if (listed.isEmpty() || kept.signature(signature.organisation()).isPresent()) {
        continue;
      }
      if (kept.holds(signature)) {
        jdbi.useHandle(handle -> save(handle, roster, signature));
        kept = kept.with(signature);
      }
      now = now.with(signature);
    }
    seen = now;
  }

  private SignedRoster load() {
    return jdbi.withHandle(
        handle ->
            kept(handle, roster)
                .filter(SignedRoster.unsigned(roster)::holds)
                .reduce(SignedRoster.unsigned(roster), SignedRoster::with, (one, other) -> other));
  }

  /** Signatures of a roster that this node has kept. */
  static Stream<NamedSignature> kept(Handle handle, RosterSnapshot roster) {
    return handle
        .createQuery(
            "SELECT organisation, signature FROM roster_signature WHERE roster_hash = :roster")
        .bind("roster", roster.hash().hex())
        .map((row, context) -> new NamedSignature(row.getString(1), ByteString.of(row.getBytes(2))))
        .stream();
  }

  /** Keeps a signature that was checked. */
  static void save(Handle handle, RosterSnapshot roster, NamedSignature signature) {
    handle
        .createUpdate(
            "INSERT INTO roster_signature (roster_hash, organisation, signature)"
                + " VALUES (:roster, :organisation, :signature) ON CONFLICT DO NOTHING")
        .bind("roster", roster.hash().hex())
        .bind("organisation", signature.organisation())
        .bind("signature", signature.signature().toByteArray())
        .execute();
  }
}
