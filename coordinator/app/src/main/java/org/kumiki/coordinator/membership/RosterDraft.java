package org.kumiki.coordinator.membership;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kumiki.exchange.roster.Departure;
import org.kumiki.exchange.roster.Growth;
import org.kumiki.exchange.roster.KeyReplacement;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterParameters;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * What shall be different in the next roster; makes the proposal of it. Pure.
 *
 * @param add enrolled organisations that join
 * @param remove members that are listed no more
 * @param newKeys members whose old key is lost: the key with which they enrolled last takes its
 *     place by ballot
 * @param parameters what else changes
 */
public record RosterDraft(
    List<String> add, List<String> remove, List<String> newKeys, ParameterChanges parameters) {
  /** Null where nothing changes. */
  public record ParameterChanges(
      Integer colluding,
      Integer minimumRows,
      Long maximumRows,
      List<Integer> rings,
      Growth growth) {
    /** Nothing changes. */
    public static final ParameterChanges NONE = new ParameterChanges(null, null, null, null, null);

    /** The parameters for so many members: never below what a roster of that size must assume. */
    RosterParameters on(RosterParameters before, int members) {
      int least = RosterParameters.shipped(members).colluding();
      int most = members - RosterSnapshot.MINIMUM_MEMBERS;
      int kept = Math.min(Math.max(before.colluding(), least), Math.max(most, 0));
      return new RosterParameters(
          colluding == null ? kept : colluding,
          minimumRows == null ? before.minimumRows() : minimumRows,
          maximumRows == null ? before.maximumRows() : maximumRows,
          rings == null ? before.rings() : rings,
          growth == null ? before.growth() : growth);
    }
  }

  public RosterDraft {
    add = List.copyOf(add);
    remove = List.copyOf(remove);
    newKeys = List.copyOf(newKeys);
  }

  /** A consortium's first roster, of these enrolled organisations or of all. */
  public RosterProposal first(
      String consortium, Organisation coordinator, Map<String, Organisation> enrolled) {
    List<Organisation> members = new ArrayList<>();
    for (String name : add.isEmpty() ? enrolled.keySet() : add) {
      members.add(enrolled(enrolled, name));
    }
    members.sort(Comparator.comparing(Organisation::name));
    RosterSnapshot first = RosterSnapshot.first(consortium, coordinator, members);
    RosterSnapshot changed =
        new RosterSnapshot(
            consortium,
            1,
            first.previousHash(),
            coordinator,
            members,
            parameters.on(first.parameters(), members.size()));
    return RosterProposal.unsigned(changed, List.of(), List.of());
  }

  /** A successor of the roster in force. */
  public RosterProposal successor(RosterSnapshot inForce, Map<String, Organisation> enrolled) {
    TreeMap<String, Organisation> members = new TreeMap<>();
    inForce.members().forEach(member -> members.put(member.name(), member));
    for (String name : remove) {
      require(members.remove(name) != null, name + " is not in roster " + inForce.version());
    }
    for (String name : add) {
      require(inForce.member(name).isEmpty(), name + " is in the roster already");
      members.put(name, enrolled(enrolled, name));
    }
    List<KeyReplacement> replacements = new ArrayList<>();
    for (String name : newKeys.stream().sorted().toList()) {
      Organisation before = members.get(name);
      require(before != null, name + " is not in the proposed roster");
      ByteString key = enrolled(enrolled, name).signingKey();
      members.put(name, new Organisation(name, before.displayName(), key));
    }
    RosterSnapshot next = next(inForce, members);
    for (String name : newKeys.stream().sorted().toList()) {
      replacements.add(
          new KeyReplacement(statement(inForce, next, name), new KeyReplacement.Ballot(List.of())));
    }
    return proposal(inForce, next, replacements, List.of());
  }

  /** The successor that a member asks for which leaves. */
  public static RosterProposal leaving(RosterSnapshot inForce, Departure departure) {
    require(departure.holds(inForce), "the departure is not signed by " + departure.organisation());
    TreeMap<String, Organisation> members = new TreeMap<>();
    inForce.members().forEach(member -> members.put(member.name(), member));
    members.remove(departure.organisation());
    RosterDraft draft = draft();
    return draft.proposal(inForce, draft.next(inForce, members), List.of(), List.of(departure));
  }

  /** The successor that a member asks for which gives itself another key. */
  public static RosterProposal replacing(RosterSnapshot inForce, KeyReplacement replacement) {
    KeyReplacement.Statement said = replacement.statement();
    TreeMap<String, Organisation> members = new TreeMap<>();
    inForce.members().forEach(member -> members.put(member.name(), member));
    Organisation before = members.get(said.organisation());
    require(before != null, said.organisation() + " is not in roster " + inForce.version());
    members.put(
        said.organisation(),
        new Organisation(said.organisation(), before.displayName(), said.newKey()));
    RosterDraft draft = draft();
    return draft.proposal(inForce, draft.next(inForce, members), List.of(replacement), List.of());
  }

  private static RosterDraft draft() {
    return new RosterDraft(List.of(), List.of(), List.of(), ParameterChanges.NONE);
  }

  private RosterSnapshot next(RosterSnapshot inForce, TreeMap<String, Organisation> members) {
    return inForce.next(
        List.copyOf(members.values()), parameters.on(inForce.parameters(), members.size()));
  }

  private RosterProposal proposal(
      RosterSnapshot inForce,
      RosterSnapshot next,
      List<KeyReplacement> replacements,
      List<Departure> departures) {
    require(
        !next.members().equals(inForce.members())
            || !next.parameters().equals(inForce.parameters()),
        "nothing would change: name organisations or parameters");
    return RosterProposal.unsigned(next, replacements, departures).requireFit(Optional.of(inForce));
  }

  /** A member that joins has no old key to lose. */
  private static KeyReplacement.Statement statement(
      RosterSnapshot inForce, RosterSnapshot next, String name) {
    ByteString old =
        inForce
            .key(name)
            .orElseThrow(() -> new WireFormatException(name + " has no key in the roster yet"));
    return new KeyReplacement.Statement(
        next.protocol(),
        inForce.consortium(),
        name,
        old,
        next.key(name).orElseThrow(),
        inForce.hash());
  }

  private static Organisation enrolled(Map<String, Organisation> enrolled, String name) {
    Organisation organisation = enrolled.get(name);
    require(organisation != null, name + " is not enrolled: invite it first");
    return organisation;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new WireFormatException(otherwise);
    }
  }
}
