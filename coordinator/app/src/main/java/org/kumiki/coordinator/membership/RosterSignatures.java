package org.kumiki.coordinator.membership;

import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.ByteString;

/**
 * The members' signatures of the roster in force: those of its ballot, and what nodes hand over
 * besides. Thread-safe.
 *
 * <p>The coordinator only passes them on: each node checks every one against the roster that it has
 * pinned itself.
 */
public final class RosterSignatures {
  private final Jdbi jdbi;
  private final RosterStore rosters;

  public RosterSignatures(Jdbi jdbi, RosterStore rosters) {
    this.jdbi = jdbi;
    this.rosters = rosters;
  }

  /**
   * Keeps a member's signature; false if it is not over the roster in force. Such a one is kept
   * too, until a right one comes, so that the others learn who has pinned something else. A right
   * one is final.
   */
  boolean keep(NamedSignature signature) {
    RosterSnapshot roster = rosters.inForce().orElse(null);
    if (roster == null || roster.member(signature.organisation()).isEmpty()) {
      return false;
    }
    boolean holds = SignedRoster.unsigned(roster).holds(signature);
    jdbi.useHandle(handle -> insert(handle, roster, signature, holds));
    return holds;
  }

  /** Keeps a signature; one that holds stays. */
  static void insert(
      Handle handle, RosterSnapshot roster, NamedSignature signature, boolean holds) {
    handle
        .createUpdate(
            "INSERT INTO roster_signature (roster_hash, organisation, signature, holds)"
                + " VALUES (:roster, :organisation, :signature, :holds)"
                + " ON CONFLICT (roster_hash, organisation) DO UPDATE"
                + " SET signature = :signature, holds = :holds, received_at = now()"
                + " WHERE NOT roster_signature.holds")
        .bind("roster", roster.hash().hex())
        .bind("organisation", signature.organisation())
        .bind("signature", signature.signature().toByteArray())
        .bind("holds", holds)
        .execute();
  }

  /**
   * The roster in force if it came into force by two thirds: who has not signed it takes part in no
   * study under it. Empty while a first roster is being signed, which holds everything back.
   */
  public Optional<SignedRoster> grown() {
    return current().filter(signed -> signed.roster().version() > 1 && !signed.isComplete());
  }

  /** The roster in force with what was signed so far; empty before the first. */
  Optional<SignedRoster> current() {
    return rosters
        .inForce()
        .map(
            roster ->
                jdbi.withHandle(
                    handle ->
                        of(handle, roster)
                            .reduce(adopted(roster), SignedRoster::with, (one, other) -> other)));
  }

  /** One that was adopted by ballot brings its signatures. */
  private SignedRoster adopted(RosterSnapshot roster) {
    return rosters.after(roster.version() - 1).get(0).successor();
  }

  /** What nodes have handed over for a roster, as it came. */
  static Stream<NamedSignature> of(Handle handle, RosterSnapshot roster) {
    return handle
        .createQuery(
            "SELECT organisation, signature FROM roster_signature WHERE roster_hash = :roster")
        .bind("roster", roster.hash().hex())
        .map((row, context) -> new NamedSignature(row.getString(1), ByteString.of(row.getBytes(2))))
        .stream();
  }
}
