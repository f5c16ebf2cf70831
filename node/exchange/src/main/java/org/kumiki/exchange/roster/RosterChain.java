package org.kumiki.exchange.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * All rosters of a consortium from the first on, each with the signatures and key replacements that
 * put it in its predecessor's place. The last one is in force.
 *
 * <p>Guarantees that each step follows on the one before, by all signatures or by two thirds where
 * the one before says so; not that somebody waited in between. Of the first it guarantees nothing:
 * it stands on stewards who compared its words.
 *
 * @param steps the first has no replacements; ascending versions without gaps
 */
public record RosterChain(List<RosterSuccession> steps) {
  public RosterChain {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || roster(steps.get(0)).version() != 1) {
      throw new WireFormatException("a chain of rosters begins with the first one");
    }
    for (int i = 1; i < steps.size(); i++) {
      steps.get(i).requireSigned(roster(steps.get(i - 1)));
    }
  }

  /** The chain with its next step. */
  public RosterChain with(RosterSuccession step) {
    List<RosterSuccession> all = new ArrayList<>(steps);
    all.add(step);
    return new RosterChain(all);
  }

  public RosterSnapshot inForce() {
    return roster(steps.get(steps.size() - 1));
  }

  public List<RosterSnapshot> rosters() {
    return steps.stream().map(RosterChain::roster).toList();
  }

  public Optional<RosterSnapshot> find(ByteString hash) {
    return rosters().stream().filter(roster -> roster.hash().equals(hash)).findFirst();
  }

  /**
   * The last version that lists an organisation which the roster in force lists no more; empty if
   * it is listed now, or never was.
   */
  public Optional<Integer> departedAfter(String organisation) {
    if (inForce().member(organisation).isPresent()) {
      return Optional.empty();
    }
    return rosters().stream()
        .filter(roster -> roster.member(organisation).isPresent())
        .map(RosterSnapshot::version)
        .reduce((earlier, later) -> later);
  }

  private static RosterSnapshot roster(RosterSuccession step) {
    return step.successor().roster();
  }
}
