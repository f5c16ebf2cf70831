package org.kumiki.coordinator.membership;

import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.ByteString;

/**
 * The members' signatures of this coordinator's roster. Thread-safe.
 *
 * <p>The coordinator only passes them on: each node checks every one against the roster that it has
 * pinned itself.
 */
public final class RosterSignatures {
  private final Jdbi jdbi;
  private final RosterSnapshot roster;

  public RosterSignatures(Jdbi jdbi, RosterSnapshot roster) {
    this.jdbi = jdbi;
    this.roster = roster;
  }

  /**
   * Keeps a member's signature; false if it is not over this roster. Such a one is kept too, until
   * a right one comes, so that the others learn who has pinned something else. A right one is
   * final.
   */
  boolean keep(NamedSignature signature) {
    if (roster.member(signature.organisation()).isEmpty()) {
      return false;
    }
    boolean holds = SignedRoster.unsigned(roster).holds(signature);
    jdbi.useHandle(
        handle ->
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
                .execute());
    return holds;
  }

  /** The roster with what was signed so far. */
  SignedRoster current() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT organisation, signature FROM roster_signature"
                        + " WHERE roster_hash = :roster")
                .bind("roster", roster.hash().hex())
                .map(
                    (row, context) ->
                        new NamedSignature(row.getString(1), ByteString.of(row.getBytes(2))))
                .stream()
                .reduce(SignedRoster.unsigned(roster), SignedRoster::with, (one, other) -> other));
  }
}
