package org.kumiki.node.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.RosterChain;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * The rosters that this node has pinned, one after another; the last one is in force here. The
 * first is pinned because a steward signed it and everybody else did; every other because it
 * follows on the one before. Thread-safe.
 *
 * <p>Guarantees that no roster is pinned which this organisation has not signed with a key of its
 * own, whatever a coordinator hands over.
 */
public final class RosterPins {
  private final Jdbi jdbi;
  private final OrganisationKey key;
  private final List<RosterSnapshot> pinned = new ArrayList<>();
  private Optional<PinnedRoster> current = Optional.empty();

  /** Reads what was pinned before. */
  public RosterPins(Jdbi jdbi, OrganisationKey key) {
    this.jdbi = jdbi;
    this.key = key;
    load();
  }

  /** The roster in force here and who has signed it; empty before the first. */
  public synchronized Optional<PinnedRoster> current() {
    return current;
  }

  public synchronized Optional<RosterSnapshot> inForce() {
    return current.map(PinnedRoster::roster);
  }

  /** A roster that is or was in force here. */
  public synchronized Optional<RosterSnapshot> find(ByteString hash) {
    return pinned.stream().filter(roster -> roster.hash().equals(hash)).findFirst();
  }

  /** All rosters that were ever in force here, the first first. */
  public synchronized List<RosterSnapshot> all() {
    return List.copyOf(pinned);
  }

  /** Whether this node may take part: all have signed, and the listed key is the one it holds. */
  public synchronized boolean mayTakePart() {
    return current
        .filter(PinnedRoster::complete)
        .flatMap(roster -> roster.roster().key(key.name()))
        .filter(key.publicKey()::equals)
        .isPresent();
  }

  /** Why this node takes no part yet, in a sentence for its steward; empty if it does. */
  public synchronized Optional<String> obstacle() {
    if (current.isEmpty()) {
      return Optional.of("no roster is in force here yet: see 'kumiki node roster show'");
    }
    Optional<String> obstacle = current.get().obstacle();
    return obstacle.isPresent() || mayTakePart()
        ? obstacle
        : Optional.of(
            "the roster lists another key of "
                + key.name()
                + " than this node holds: a successor with the new key must be signed by all");
  }

  /**
   * Pins a first roster, or the first that lists this organisation, with all that went before it.
   *
   * @param chain from the first roster to the one that the steward signed
   * @throws WireFormatException if not everybody has signed it, or it lists another key
   */
  public synchronized RosterSnapshot pinSigned(RosterChain chain) {
    if (!pinned.isEmpty()) {
      throw new IllegalStateException("a roster is pinned already: only a successor may follow");
    }
    RosterSuccession last = chain.steps().get(chain.steps().size() - 1);
    RosterSnapshot roster = last.successor().requireComplete();
    ByteString own = requireOwn(last.successor());
    jdbi.useTransaction(
        handle -> {
          for (RosterSuccession step : chain.steps()) {
            insert(handle, step, step == last ? own : null);
          }
        });
    load();
    return roster;
  }

  /**
   * Pins a successor of the roster in force.
   *
   * @throws WireFormatException if it does not follow, or lists this organisation with a key that
   *     is not its own, or not at all
   */
  public synchronized RosterSnapshot adopt(RosterSuccession succession) {
    RosterSnapshot next = succession.requireFollows(inForce().orElseThrow());
    ByteString own = requireOwn(succession.successor());
    jdbi.useTransaction(handle -> insert(handle, succession, own));
    key.become(next.key(key.name()).orElseThrow());
    load();
    return next;
  }

  private ByteString requireOwn(SignedRoster roster) {
    ByteString listed =
        roster
            .roster()
            .member(key.name())
            .orElseThrow(
                () ->
                    new WireFormatException(
                        "roster "
                            + roster.roster().version()
                            + " does not list "
                            + key.name()
                            + " any more"))
            .signingKey();
    if (!key.canBecome(listed)) {
      throw new WireFormatException(
          "roster "
              + roster.roster().version()
              + " lists a key of "
              + key.name()
              + " that this node does not hold: somebody else may have its seat");
    }
    return roster.signature(key.name()).orElseThrow();
  }

  /** The chain with all signatures that are known here; empty before the first. */
  public synchronized List<RosterSuccession> history() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT succession FROM pinned_roster ORDER BY version")
                .mapTo(byte[].class)
                .map(RosterSuccession::decode)
                .map(step -> signed(handle, step))
                .list());
  }

  /** With signatures that came after it was pinned. */
  private static RosterSuccession signed(Handle handle, RosterSuccession step) {
    SignedRoster now =
        PinnedRoster.kept(handle, step.successor().roster())
            .reduce(step.successor(), SignedRoster::with, (one, other) -> other);
    return new RosterSuccession(now, step.replacements());
  }

  private void insert(Handle handle, RosterSuccession step, ByteString own) {
    RosterSnapshot roster = step.successor().roster();
    handle
        .createUpdate(
            "INSERT INTO pinned_roster (version, hash, succession, own_signature)"
                + " VALUES (:version, :hash, :succession, :own)")
        .bind("version", roster.version())
        .bind("hash", roster.hash().hex())
        .bind("succession", step.encode())
        .bind("own", own == null ? null : own.toByteArray())
        .execute();
    for (NamedSignature signature : step.successor().signatures()) {
      if (step.successor().holds(signature)) {
        PinnedRoster.save(handle, roster, signature);
      }
    }
  }

  private void load() {
    pinned.clear();
    current = Optional.empty();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT succession, own_signature FROM pinned_roster"
                        + " WHERE own_signature IS NOT NULL ORDER BY version")
                .map((row, context) -> new Row(row.getBytes(1), row.getBytes(2)))
                .forEach(this::loaded));
  }

  private record Row(byte[] succession, byte[] own) {}

  private void loaded(Row row) {
    RosterSnapshot roster = RosterSuccession.decode(row.succession()).successor().roster();
    pinned.add(roster);
    NamedSignature own = new NamedSignature(key.name(), ByteString.of(row.own()));
    current = Optional.of(new PinnedRoster(roster, own, jdbi));
  }
}
