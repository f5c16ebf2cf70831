package org.kumiki.exchange.roster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * A roster that is offered for signature: the first of a consortium, or a successor. The operator
 * proposes and the coordinator carries; what was signed so far comes along, and nobody has to
 * believe the coordinator any of it.
 *
 * <p>Guarantees nothing by itself. A node shows {@link #differences} and the words to its steward,
 * and takes the roster only when {@link #complete} finds every signature that it needs.
 *
 * @param succession the roster with its signatures so far, and the key replacements, whose ballots
 *     may lack votes
 * @param departures of those that leave at their own wish, ascending
 * @param refusals ascending; who refused may still sign, and then refuses no more
 */
public record RosterProposal(
    RosterSuccession succession, List<Departure> departures, List<RosterRefusal> refusals) {
  /** A succession, and 8 MiB of refusals. */
  public static final int MAX_BYTES = 24 << 20;

  private static final int MAX_FIRST_BYTES = 8 << 20;

  public RosterProposal {
    departures = List.copyOf(departures);
    refusals = List.copyOf(refusals);
    requireAscending(departures.stream().map(Departure::organisation).toList());
    requireAscending(refusals.stream().map(RosterRefusal::organisation).toList());
  }

  /** Before anybody has signed or refused. */
  public static RosterProposal unsigned(
      RosterSnapshot roster, List<KeyReplacement> replacements, List<Departure> departures) {
    return new RosterProposal(
        new RosterSuccession(SignedRoster.unsigned(roster), replacements), departures, List.of());
  }

  public RosterSnapshot roster() {
    return succession.successor().roster();
  }

  /** What the words stand for and what is signed. */
  public ByteString hash() {
    return roster().hash();
  }

  /** True if it is a consortium's first. */
  public boolean isFirst() {
    return roster().version() == 1;
  }

  /**
   * Refuses what could not take the predecessor's place whoever signed it, so that nobody is asked
   * to sign it.
   *
   * @param predecessor the roster in force; empty before the first
   */
  public RosterProposal requireFit(Optional<RosterSnapshot> predecessor) {
    if (predecessor.isEmpty()) {
      return this;
    }
    succession.requireForm(predecessor.get());
    for (Departure departure : departures) {
      if (roster().member(departure.organisation()).isPresent()
          || !departure.holds(predecessor.get())) {
        throw new WireFormatException(
            departure.organisation() + " is said to leave and has not said so itself");
      }
    }
    return this;
  }

  /** What changes, in words; empty for a first roster, which is shown whole. */
  public List<RosterDifference> differences(Optional<RosterSnapshot> predecessor) {
    return predecessor.map(before -> RosterDifference.between(before, roster())).orElse(List.of());
  }

  /** Organisations that are listed no more and have not said themselves that they leave. */
  public List<String> expelled(RosterSnapshot predecessor) {
    return predecessor.members().stream()
        .map(Organisation::name)
        .filter(name -> roster().member(name).isEmpty())
        .filter(name -> departures.stream().noneMatch(d -> d.organisation().equals(name)))
        .toList();
  }

  /** With an organisation's yes; a newcomer has no vote on another's key. */
  public RosterProposal with(
      Optional<RosterSnapshot> predecessor, String organisation, RosterApproval approval) {
    boolean votes = predecessor.flatMap(before -> before.member(organisation)).isPresent();
    List<KeyReplacement> replacements = new ArrayList<>();
    for (KeyReplacement replacement : succession.replacements()) {
      replacements.add(votes ? withVote(replacement, organisation, approval) : replacement);
    }
    SignedRoster signed =
        succession.successor().with(new NamedSignature(organisation, approval.signature()));
    return new RosterProposal(
        new RosterSuccession(signed, replacements),
        departures,
        refusals.stream().filter(no -> !no.organisation().equals(organisation)).toList());
  }

  private static KeyReplacement withVote(
      KeyReplacement replacement, String organisation, RosterApproval approval) {
    if (!(replacement.warrant() instanceof KeyReplacement.Ballot ballot)) {
      return replacement;
    }
    Optional<NamedSignature> vote =
        approval.votes().stream()
            .filter(v -> v.organisation().equals(replacement.statement().organisation()))
            .findFirst();
    if (vote.isEmpty()) {
      return replacement;
    }
    List<NamedSignature> votes = new ArrayList<>(ballot.votes());
    votes.removeIf(v -> v.organisation().equals(organisation));
    votes.add(new NamedSignature(organisation, vote.get().signature()));
    votes.sort(Comparator.comparing(NamedSignature::organisation));
    return new KeyReplacement(replacement.statement(), new KeyReplacement.Ballot(votes));
  }

  /** With an organisation's no. */
  public RosterProposal with(RosterRefusal refusal) {
    List<RosterRefusal> all = new ArrayList<>(refusals);
    all.removeIf(no -> no.organisation().equals(refusal.organisation()));
    all.add(refusal);
    all.sort(Comparator.comparing(RosterRefusal::organisation));
    return new RosterProposal(succession, departures, all);
  }

  /**
   * True if this is a whole yes of the organisation: its signature of the roster, and its vote in
   * each ballot.
   */
  public boolean holds(
      Optional<RosterSnapshot> predecessor, String organisation, RosterApproval approval) {
    if (!succession.successor().holds(new NamedSignature(organisation, approval.signature()))) {
      return false;
    }
    for (KeyReplacement replacement : succession.replacements()) {
      String owner = replacement.statement().organisation();
      boolean votes =
          replacement.warrant() instanceof KeyReplacement.Ballot
              && !owner.equals(organisation)
              && predecessor.flatMap(before -> before.member(organisation)).isPresent();
      if (votes && !hasVote(predecessor.orElseThrow(), organisation, replacement, approval)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasVote(
      RosterSnapshot predecessor,
      String organisation,
      KeyReplacement replacement,
      RosterApproval approval) {
    return approval.votes().stream()
        .filter(v -> v.organisation().equals(replacement.statement().organisation()))
        .anyMatch(
            v ->
                predecessor.verifies(
                    organisation, replacement.statement().signedBytes(), v.signature()));
  }

  /** True if the organisation itself refused: with its key here, or in the predecessor. */
  public boolean holds(Optional<RosterSnapshot> predecessor, RosterRefusal refusal) {
    byte[] signed = RosterRefusal.signedBytes(roster(), refusal.reason());
    return roster().verifies(refusal.organisation(), signed, refusal.signature())
        || predecessor
            .filter(before -> before.verifies(refusal.organisation(), signed, refusal.signature()))
            .isPresent();
  }

  /** Members whose yes is complete and holds, ascending. */
  public List<String> signed() {
    List<String> wrong = succession.successor().disputing();
    return succession.successor().signatures().stream()
        .map(NamedSignature::organisation)
        .filter(name -> !wrong.contains(name))
        .toList();
  }

  /** Members that have neither signed nor refused, ascending. */
  public List<String> awaited() {
    TreeSet<String> awaited = new TreeSet<>(succession.successor().missing());
    awaited.addAll(succession.successor().disputing());
    refusals.forEach(refusal -> awaited.remove(refusal.organisation()));
    return List.copyOf(awaited);
  }

  /** How far it has come by two thirds; empty where all must sign. */
  public Optional<GrowthTally> tally(Optional<RosterSnapshot> predecessor) {
    return predecessor.flatMap(before -> GrowthTally.of(before, succession.successor()));
  }

  /**
   * The succession if it may come into force now: everybody has signed, or enough have and the time
   * has passed; empty while anything is missing or does not hold.
   *
   * @param predecessor the roster in force; empty before the first
   * @param knownFor how long the caller has known the proposal, by its own clock
   */
  public Optional<RosterSuccession> complete(
      Optional<RosterSnapshot> predecessor, Duration knownFor) {
    try {
      if (predecessor.isPresent()) {
        succession.requireFollows(predecessor.get(), knownFor);
      } else {
        succession.successor().requireComplete();
      }
      return Optional.of(succession);
    } catch (WireFormatException e) {
      return Optional.empty();
    }
  }

  public byte[] encode() {
    return new WireWriter()
        .version(roster().protocol())
        .bytes(succession.encode())
        .list(departures, (out, departure) -> departure.write(out))
        .list(refusals, (out, refusal) -> refusal.write(out))
        .toByteArray();
  }

  public static RosterProposal decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    int protocol = in.version();
    if (bytes.length > (protocol == ProtocolVersion.FIRST ? MAX_FIRST_BYTES : MAX_BYTES)) {
      throw new WireFormatException("a proposal of " + bytes.length + " bytes is too large");
    }
    RosterSuccession succession =
        RosterSuccession.decode(in.bytes("succession", RosterSuccession.MAX_BYTES));
    succession.successor().roster().requireProtocol(protocol);
    RosterProposal proposal =
        new RosterProposal(
            succession,
            in.list("departures", RosterSnapshot.MAX_MEMBERS, Departure::read),
            in.list("refusals", 2 * RosterSnapshot.MAX_MEMBERS, RosterRefusal::read));
    in.end();
    return proposal;
  }

  private static void requireAscending(List<String> names) {
    for (int i = 1; i < names.size(); i++) {
      if (names.get(i - 1).compareTo(names.get(i)) >= 0) {
        throw new WireFormatException("a proposal's names are not in strictly ascending order");
      }
    }
  }
}
