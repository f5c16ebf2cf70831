package org.kumiki.trial.simulation;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterParameters;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;

/**
 * The organisations of a simulation, with keys made for it: nothing that is computed depends on
 * them. In the roster member i has the i-th name, whatever it is called in the file.
 *
 * @param coordinator its key
 * @param keys of the members, by name
 * @param roster with a minimum of one row, because a simulation refuses no member for being small
 * @param shippedMinimumRows what the rule asks where it is not relaxed
 */
record Members(
    SigningKey coordinator,
    SortedMap<String, SigningKey> keys,
    RosterSnapshot roster,
    int shippedMinimumRows) {

  static Members of(int count, SecureRandom random) {
    SigningKey coordinator = SigningKey.generate("coordinator", random);
    TreeMap<String, SigningKey> keys = new TreeMap<>();
    List<Organisation> organisations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SigningKey key = SigningKey.generate(name(i), random);
      keys.put(name(i), key);
      organisations.add(new Organisation(name(i), name(i), key.publicKey()));
    }
    Organisation seat =
        new Organisation(coordinator.name(), coordinator.name(), coordinator.publicKey());
    RosterSnapshot shipped = RosterSnapshot.first("simulation", seat, organisations);
    return new Members(
        coordinator, keys, withoutMinimumRows(shipped), shipped.parameters().minimumRows());
  }

  /** Padded, so that the order of names is the order of members. */
  static String name(int member) {
    return "member-" + (10_000 + member);
  }

  private static RosterSnapshot withoutMinimumRows(RosterSnapshot shipped) {
    return new RosterSnapshot(
        shipped.consortium(),
        shipped.version(),
        shipped.previousHash(),
        shipped.coordinator(),
        shipped.members(),
        new RosterParameters(
            shipped.parameters().colluding(),
            1,
            shipped.parameters().maximumRows(),
            shipped.parameters().rings()));
  }
}
