package org.kumiki.exchange.roster;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.exchange.round.Federation;
import org.kumiki.exchange.wire.ByteString;

/** Keys and rosters for the tests of this room. A key is known by its name and a generation. */
final class TestRosters {
  static final ByteString NONE = ByteString.of(new byte[32]);

  private TestRosters() {}

  static SigningKey key(String name, int generation) {
    return SigningKey.generate(name, Federation.seeded(31L * name.hashCode() + generation));
  }

  static Organisation organisation(String name, int generation) {
    return new Organisation(name, "Member " + name, key(name, generation).publicKey());
  }

  static List<Organisation> organisations(String... names) {
    List<Organisation> all = new ArrayList<>();
    for (String name : names) {
      all.add(organisation(name, 1));
    }
    return all;
  }

  static RosterSnapshot first(String... names) {
    return RosterSnapshot.first("trial", organisation("hub", 1), organisations(names));
  }

  /** The next of the chain with other members. */
  static RosterSnapshot next(RosterSnapshot before, Organisation hub, List<Organisation> members) {
    return new RosterSnapshot(
        before.consortium(),
        before.version() + 1,
        before.hash(),
        hub,
        members,
        RosterParameters.shipped(members.size()));
  }

  static NamedSignature sign(RosterSnapshot roster, SigningKey key) {
    return new NamedSignature(key.name(), key.sign(SignedRoster.signedBytes(roster.hash())));
  }

  /** Signed by every member with whichever of its first three keys the roster lists. */
  static SignedRoster signed(RosterSnapshot roster) {
    SignedRoster signed = SignedRoster.unsigned(roster);
    for (Organisation member : roster.members()) {
      for (int generation = 1; generation <= 3; generation++) {
        SigningKey key = key(member.name(), generation);
        if (key.publicKey().equals(member.signingKey())) {
          signed = signed.with(sign(roster, key));
        }
      }
    }
    return signed;
  }
}
