package org.kumiki.node.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterChain;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * The rosters that this node has pinned, one after another; the last one that this organisation has
 * signed is in force here. The first is pinned because a steward signed it and everybody else did;
 * every other because it follows on the one before. Thread-safe.
 *
 * <p>Guarantees that no roster is in force here which this organisation has not signed with a key
 * of its own, whatever a coordinator hands over and whoever else has signed. One that came into
 * force in the consortium by two thirds, without this organisation, is known here as the {@link
 * #head} of the chain and nothing more; the one before stays in force here.
 */
public final class RosterPins {
  private final Jdbi jdbi;
  private final OrganisationKey key;
  private final RosterSightings sightings;
  private final RosterRows rows;
  private final List<RosterSnapshot> pinned = new ArrayList<>();
  private Optional<PinnedRoster> current = Optional.empty();
  private Optional<RosterSuccession> head = Optional.empty();
  private Optional<Waiting> waiting = Optional.empty();

  /** Reads what was pinned before. */
  public RosterPins(Jdbi jdbi, OrganisationKey key, RosterSightings sightings) {
    this.jdbi = jdbi;
    this.key = key;
    this.sightings = sightings;
    this.rows = new RosterRows(jdbi);
    load();
  }

  /**
   * A successor that is in force elsewhere by two thirds, and here not before its cooling-off time
   * is over by this node's clock.
   *
   * @param signedHere whether this organisation has signed it
   */
  public record Waiting(RosterSnapshot roster, Instant until, boolean signedHere) {}

  /** The roster in force here and who has signed it; empty before the first. */
  public synchronized Optional<PinnedRoster> current() {
    return current;
  }

  public synchronized Optional<RosterSnapshot> inForce() {
    return current.map(PinnedRoster::roster);
  }

  /**
   * The newest step of the chain that is known here: what a successor follows on. Another roster
   * than the one in force here only if this organisation has not signed it.
   */
  public synchronized Optional<RosterSuccession> head() {
    return head;
  }

  /** The head, if this organisation has not signed it and may still do so. */
  public synchronized Optional<RosterSuccession> unsigned() {
    return head.filter(
        step -> current.isPresent() && !step.successor().roster().equals(current.get().roster()));
  }

  /** What waits for its time, as of the last look. */
  public synchronized Optional<Waiting> waiting() {
    return waiting;
  }

  /** Whether what waits need not wait any longer. */
  public synchronized boolean isDue() {
    return waiting.filter(step -> sightings.isPast(step.until())).isPresent();
  }

  /** A roster that is or was in force here. */
  public synchronized Optional<RosterSnapshot> find(ByteString hash) {
    return pinned.stream().filter(roster -> roster.hash().equals(hash)).findFirst();
  }

  /** All rosters that were ever in force here, the first first. */
  public synchronized List<RosterSnapshot> all() {
    return List.copyOf(pinned);
  }

  /** Whether this node may take part: it is in force, and the listed key is the one it holds. */
  public synchronized boolean mayTakePart() {
    return current
        .filter(PinnedRoster::isInForce)
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

  /** What goes on in the consortium without this node, in a sentence; empty if nothing does. */
  public synchronized Optional<String> notice() {
    if (waiting.isPresent()) {
      return Optional.of(
          "roster "
              + waiting.get().roster().version()
              + " is in force in the consortium by two thirds, and here from "
              + waiting.get().until().truncatedTo(ChronoUnit.SECONDS)
              + " on: then its cooling-off time is over by this node's clock");
    }
    return unsigned()
        .map(
            step ->
                "roster "
                    + step.successor().roster().version()
                    + " is in force in the consortium without this organisation's signature: this"
                    + " node takes no part in studies under it, and finishes those under roster "
                    + current.orElseThrow().roster().version()
                    + "; 'kumiki node roster sign' signs it late");
  }

  /**
   * Pins a first roster, or the first that lists this organisation, with all that went before it.
   *
   * @param chain from the first roster to the one that the steward signed
   * @throws WireFormatException if not everybody has signed it whose signature it needs, its time
   *     has not come, or it lists another key
   */
  public synchronized RosterSnapshot pinSigned(RosterChain chain) {
    if (!pinned.isEmpty()) {
      throw new IllegalStateException("a roster is pinned already: only a successor may follow");
    }
    List<RosterSuccession> steps = chain.steps();
    RosterSuccession last = steps.get(steps.size() - 1);
    RosterSnapshot roster = last.successor().roster();
    if (steps.size() == 1) {
      last.successor().requireComplete();
    } else {
      last.requireFollows(
          steps.get(steps.size() - 2).successor().roster(), sightings.knownFor(roster.hash()));
    }
    requireOwnKey(roster);
    ByteString own = own(last).orElseThrow();
    rows.add(steps, own);
    load();
    return roster;
  }

  /**
   * Whether a step has to wait here; then it is noted that it was seen.
   *
   * @param predecessor on which it follows
   * @throws WireFormatException if it could not follow however long one waits
   */
  public synchronized boolean waits(RosterSuccession step, RosterSnapshot predecessor) {
    RosterSnapshot roster = step.requireSigned(predecessor);
    Duration wait = step.coolingOff(predecessor);
    waiting = Optional.empty();
    if (!wait.isZero()) {
      sightings.see(roster.hash());
      Instant until = sightings.since(roster.hash()).orElseThrow().plus(wait);
      if (!sightings.isPast(until)) {
        waiting = Optional.of(new Waiting(roster, until, own(step).isPresent()));
      }
    }
    return waiting.isPresent();
  }

  /** A roster of this chain that came into force by two thirds, and who has signed it by now. */
  public Optional<SignedRoster> grown(ByteString hash) {
    return rows.grown(hash);
  }

  /**
   * Pins a successor of the head. It is in force here if this organisation has signed it; without
   * that, which only growth by two thirds permits, it is remembered and changes nothing.
   *
   * @return the roster in force here now
   * @throws WireFormatException if it does not follow, its time has not come, or it lists this
   *     organisation with a key that is not its own, or not at all
   */
  public synchronized RosterSnapshot adopt(RosterSuccession step) {
    RosterSnapshot next =
        step.requireFollows(headRoster(), sightings.knownFor(step.successor().roster().hash()));
    requireOwnKey(next);
    Optional<ByteString> own = own(step);
    rows.add(step, own);
    if (own.isPresent()) {
      key.become(next.key(key.name()).orElseThrow());
    }
    load();
    return inForce().orElseThrow();
  }

  /**
   * Takes over this organisation's late signature of the head, which is in force here from now on;
   * false if the head is another roster, or the signature does not hold.
   */
  public synchronized boolean signLate(ByteString hash, ByteString signature) {
    NamedSignature own = new NamedSignature(key.name(), signature);
    Optional<RosterSuccession> step =
        unsigned().filter(s -> s.successor().roster().hash().equals(hash));
    if (step.isEmpty() || !step.get().successor().holds(own)) {
      return false;
    }
    rows.sign(step.get().successor().roster(), own);
    load();
    return true;
  }

  private RosterSnapshot headRoster() {
    return head.orElseThrow().successor().roster();
  }

  /** The signature without which nothing of a roster counts here. */
  private Optional<ByteString> own(RosterSuccession step) {
    return step.successor().hasSigned(key.name())
        ? step.successor().signature(key.name())
        : Optional.empty();
  }

  private void requireOwnKey(RosterSnapshot roster) {
    ByteString listed =
        roster
            .member(key.name())
            .map(Organisation::signingKey)
            .orElseThrow(
                () ->
                    new WireFormatException(
                        "roster "
                            + roster.version()
                            + " does not list "
                            + key.name()
                            + " any more"));
    if (!key.canBecome(listed)) {
      throw new WireFormatException(
          "roster "
              + roster.version()
              + " lists a key of "
              + key.name()
              + " that this node does not hold: somebody else may have its seat");
    }
  }

  /** The chain with all signatures that are known here; empty before the first. */
  public List<RosterSuccession> history() {
    return rows.history();
  }

  /** All rosters of the chain that this node follows, whoever has signed them; the first first. */
  public List<RosterSnapshot> chain() {
    return rows.all().stream().map(row -> row.step().successor().roster()).toList();
  }

  private void load() {
    pinned.clear();
    current = Optional.empty();
    head = Optional.empty();
    waiting = Optional.empty();
    for (RosterRows.Row row : rows.all()) {
      head = Optional.of(row.step());
      if (row.own().isPresent()) {
        RosterSnapshot roster = row.step().successor().roster();
        pinned.add(roster);
        NamedSignature own = new NamedSignature(key.name(), row.own().get());
        current = Optional.of(new PinnedRoster(roster, own, row.grown(), jdbi));
      }
    }
  }
}
