package org.kumiki.exchange.roster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * One step of the chain of rosters: a successor with its members' signatures, and a reason for each
 * key that is another than before. Whether a change of members or parameters is wanted is for
 * people, see {@link RosterDifference}; here is what no steward can wave through.
 *
 * @param successor the new roster, signed with the keys that it lists itself
 * @param replacements for every changed key and no other, in ascending order of organisation
 */
public record RosterSuccession(SignedRoster successor, List<KeyReplacement> replacements) {
  /** One voter alone would be a rival that puts another's key in place. */
  private static final int MINIMUM_VOTES = 2;

  /** A thousand members that sign with both keys have 6 MB, and a vote of all of them 3.4. */
  static final int MAX_BYTES = 16 << 20;

  private static final int MAX_FIRST_BYTES = 4 << 20;

  public RosterSuccession {
    replacements = List.copyOf(replacements);
    for (int i = 1; i < replacements.size(); i++) {
      if (name(replacements.get(i - 1)).compareTo(name(replacements.get(i))) >= 0) {
        throw new WireFormatException(
            "the key replacements are not in strictly ascending order of organisation");
      }
    }
  }

  /**
   * Returns the successor if it follows on the pinned predecessor, and refuses it otherwise. The
   * caller has pinned the predecessor; everything else may come from the coordinator.
   *
   * @param knownFor how long the caller has known the successor, by its own clock; not looked at if
   *     all have signed
   */
  public RosterSnapshot requireFollows(RosterSnapshot predecessor, Duration knownFor) {
    RosterSnapshot next = requireSigned(predecessor);
    Duration wait = coolingOff(predecessor);
    require(
        knownFor.compareTo(wait) >= 0,
        "roster "
            + next.version()
            + " adds organisations without the signature of all: it waits "
            + wait.toDays()
            + " days from the moment when it was first seen here");
    return next;
  }

  /**
   * As {@link #requireFollows}, but for the time: what can be said of a step that others have taken
   * long ago.
   */
  public RosterSnapshot requireSigned(RosterSnapshot predecessor) {
    requireForm(predecessor);
    for (KeyReplacement replacement : replacements) {
      requireWarrant(predecessor, replacement);
    }
    Optional<GrowthTally> tally = GrowthTally.of(predecessor, successor);
    if (tally.isEmpty() || successor.isComplete()) {
      return successor.requireComplete();
    }
    require(tally.get().isReached(), "the roster waits: " + tally.get().sentence());
    return successor.roster();
  }

  /** How long the successor must have been known before it is adopted; zero if all have signed. */
  public Duration coolingOff(RosterSnapshot predecessor) {
    return successor.isComplete()
        ? Duration.ZERO
        : GrowthTally.of(predecessor, successor).map(GrowthTally::coolingOff).orElse(Duration.ZERO);
  }

  /**
   * Refuses what no signature could mend: another chain or step, a borrowed key, a key that changes
   * without a replacement, a replacement for none.
   */
  void requireForm(RosterSnapshot predecessor) {
    RosterSnapshot next = successor.roster();
    require(
        next.consortium().equals(predecessor.consortium()),
        "the successor is a roster of another consortium");
    require(
        next.version() == predecessor.version() + 1
            && next.previousHash().equals(predecessor.hash()),
        "the successor does not follow on the pinned roster: fetch those between");
    require(
        next.protocol() >= predecessor.protocol(),
        "the successor speaks protocol version "
            + next.protocol()
            + ", which is lower than the version in force");
    require(
        next.coordinator().name().equals(predecessor.coordinator().name()),
        "the coordinator keeps its name");
    requireNoBorrowedKey(predecessor, next);
    int used = requireKey(predecessor, predecessor.coordinator(), next.coordinator());
    for (Organisation before : predecessor.members()) {
      Optional<Organisation> after = next.member(before.name());
      used += after.isPresent() ? requireKey(predecessor, before, after.get()) : 0;
    }
    require(used == replacements.size(), "a key replacement is given for a key that stays");
  }

  /** Whoever reuses another's key would speak with two voices across the step. */
  private static void requireNoBorrowedKey(RosterSnapshot predecessor, RosterSnapshot next) {
    List<Organisation> before = new ArrayList<>(predecessor.members());
    before.add(predecessor.coordinator());
    List<Organisation> after = new ArrayList<>(next.members());
    after.add(next.coordinator());
    for (Organisation now : after) {
      for (Organisation then : before) {
        require(
            now.name().equals(then.name()) || Collections.disjoint(now.keyParts(), then.keyParts()),
            now.name() + " has the key that " + then.name() + " had: each has its own");
      }
    }
  }

  /** Returns how many replacements were needed: 0 or 1. */
  private int requireKey(RosterSnapshot predecessor, Organisation before, Organisation after) {
    if (before.signingKey().equals(after.signingKey())) {
      return 0;
    }
    require(
        after.kind().covers(before.kind()),
        before.name()
            + " signs with "
            + before.kind().label()
            + " and would sign with less: its new key is of the same kind");
    KeyReplacement replacement =
        replacements.stream()
            .filter(candidate -> name(candidate).equals(before.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new WireFormatException(
                        before.name() + " has another key, and nothing says why"));
    KeyReplacement.Statement expected =
        new KeyReplacement.Statement(
            successor.roster().protocol(),
            predecessor.consortium(),
            before.name(),
            before.signingKey(),
            after.signingKey(),
            predecessor.hash());
    require(
        replacement.statement().equals(expected),
        "the key replacement of " + before.name() + " is about other keys or another step");
    return 1;
  }

  private void requireWarrant(RosterSnapshot predecessor, KeyReplacement replacement) {
    byte[] signed = replacement.statement().signedBytes();
    String name = name(replacement);
    if (replacement.warrant() instanceof KeyReplacement.OldKey old) {
      require(
          predecessor.verifies(name, signed, old.signature()),
          "the old key of " + name + " has not signed for the new one");
      return;
    }
    List<NamedSignature> votes = ((KeyReplacement.Ballot) replacement.warrant()).votes();
    List<String> voters =
        predecessor.members().stream()
            .map(Organisation::name)
            .filter(voter -> !voter.equals(name) && successor.roster().member(voter).isPresent())
            .toList();
    require(
        voters.size() >= MINIMUM_VOTES,
        "too few organisations stay to vouch for a new key of " + name);
    require(
        votes.stream().map(NamedSignature::organisation).toList().equals(voters),
        "every other organisation that stays votes on a new key of " + name + ", and nobody else");
    for (NamedSignature vote : votes) {
      require(
          predecessor.verifies(vote.organisation(), signed, vote.signature()),
          "the vote of " + vote.organisation() + " on a new key of " + name + " does not hold");
    }
  }

  public byte[] encode() {
    return new WireWriter()
        .version(successor.roster().protocol())
        .bytes(successor.encode())
        .list(replacements, (out, replacement) -> replacement.write(out))
        .toByteArray();
  }

  public static RosterSuccession decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    int protocol = in.version();
    require(
        bytes.length <= (protocol == ProtocolVersion.FIRST ? MAX_FIRST_BYTES : MAX_BYTES),
        "a succession of " + bytes.length + " bytes is too large");
    SignedRoster successor = SignedRoster.decode(in.bytes("successor", SignedRoster.MAX_BYTES));
    successor.roster().requireProtocol(protocol);
    RosterSuccession succession =
        new RosterSuccession(
            successor,
            in.list("replacements", RosterSnapshot.MAX_MEMBERS + 1, KeyReplacement::read));
    in.end();
    return succession;
  }

  private static String name(KeyReplacement replacement) {
    return replacement.statement().organisation();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new WireFormatException(otherwise);
    }
  }
}
