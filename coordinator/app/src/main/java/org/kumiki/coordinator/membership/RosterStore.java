package org.kumiki.coordinator.membership;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.roster.RosterChain;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.ByteString;

/**
 * The consortium's chain of rosters as this coordinator has adopted it, the last one in force.
 * Nodes check every step themselves. Thread-safe, and safe beside other processes on the same
 * database: what is in force is asked there each time.
 */
public final class RosterStore {
  private final Jdbi jdbi;
  private final Map<String, RosterSnapshot> known = new ConcurrentHashMap<>();

  public RosterStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The roster in force; empty before the first one. */
  public Optional<RosterSnapshot> inForce() {
    return jdbi.withHandle(this::inForce);
  }

  /** As {@link #inForce()}, in the caller's transaction. */
  public Optional<RosterSnapshot> inForce(Handle handle) {
    return handle
        .createQuery("SELECT hash FROM roster ORDER BY version DESC LIMIT 1")
        .mapTo(String.class)
        .findOne()
        .flatMap(hash -> find(handle, hash));
  }

  /** A roster that is or was in force. */
  public Optional<RosterSnapshot> find(ByteString hash) {
    return jdbi.withHandle(handle -> find(handle, hash.hex()));
  }

  /** A roster that is or was in force with all signatures of it that are here. */
  Optional<SignedRoster> signed(Handle handle, ByteString hash) {
    return handle
        .createQuery("SELECT succession FROM roster WHERE hash = :hash")
        .bind("hash", hash.hex())
        .mapTo(byte[].class)
        .findOne()
        .map(bytes -> signed(handle, RosterSuccession.decode(bytes)).successor());
  }

  private Optional<RosterSnapshot> find(Handle handle, String hash) {
    RosterSnapshot cached = known.get(hash);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<RosterSnapshot> found =
        handle
            .createQuery("SELECT succession FROM roster WHERE hash = :hash")
            .bind("hash", hash)
            .mapTo(byte[].class)
            .map(bytes -> RosterSuccession.decode(bytes).successor().roster())
            .findOne();
    found.ifPresent(roster -> known.put(hash, roster));
    return found;
  }

  /** All rosters, the first first, with their signatures; empty before the first one. */
  public Optional<RosterChain> chain() {
    List<RosterSuccession> steps = after(0);
    return steps.isEmpty() ? Optional.empty() : Optional.of(new RosterChain(steps));
  }

  /** The steps after a version, in order. */
  List<RosterSuccession> after(int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT succession FROM roster WHERE version > :after ORDER BY version")
                .bind("after", version)
                .mapTo(byte[].class)
                .map(RosterSuccession::decode)
                .map(step -> signed(handle, step))
                .list());
  }

  /** With signatures that came after it was put in force: by two thirds, some are late. */
  private static RosterSuccession signed(Handle handle, RosterSuccession step) {
    SignedRoster roster = step.successor();
    if (roster.missing().isEmpty()) {
      return step;
    }
    SignedRoster now =
        RosterSignatures.of(handle, roster.roster())
            .filter(roster::holds)
            .reduce(roster, SignedRoster::with, (one, other) -> other);
    return new RosterSuccession(now, step.replacements());
  }

  /** Puts a roster in force. */
  void enter(Handle handle, RosterSuccession succession) {
    RosterSnapshot roster = succession.successor().roster();
    handle
        .createUpdate(
            "INSERT INTO roster (version, hash, succession) VALUES (:version, :hash, :succession)")
        .bind("version", roster.version())
        .bind("hash", roster.hash().hex())
        .bind("succession", succession.encode())
        .execute();
  }
}
