package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kumiki.exchange.round.SimulatedCoordinator.Held;
import org.kumiki.exchange.round.SimulatedCoordinator.Place;
import org.kumiki.exchange.round.SimulatedCoordinator.Sum;
import org.kumiki.exchange.round.SimulatedNode.Plain;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.MaskedVector;

/** Looks at all that a coordinator saw, knowing what nobody but the test knows. */
final class LeakOracle {
  private final Simulation simulation;

  LeakOracle(Simulation simulation) {
    this.simulation = simulation;
  }

  void check() {
    eachSumCountsEachMemberOnce();
    noSubsetOfTheCohortOpens();
    noVectorIsMaskedAgainWithOneMask();
    oneRootForEachMemberEpochAndRound();
    everyNodeAgreesWithThePublishedSums();
  }

  private void eachSumCountsEachMemberOnce() {
    Set<Integer> rounds = new HashSet<>();
    for (Sum sum : simulation.coordinator.sums) {
      assertTrue(rounds.add(sum.place().round()), "a round is opened once");
      assertEquals(simulation.study.cohort(), List.copyOf(sum.uploads().keySet()));
      assertArrayEquals(
          plainSum(sum.place(), simulation.study.cohort(), sum.values().length), sum.values());
    }
  }

  /** The vectors of some but not all members, added up, say nothing of what they hold. */
  private void noSubsetOfTheCohortOpens() {
    List<String> cohort = simulation.study.cohort();
    for (Place place : places()) {
      List<Held> held = held(place);
      for (int chosen = 1; chosen < 1 << held.size(); chosen++) {
        List<String> members = new ArrayList<>();
        long[] masked = new long[held.get(0).masked().length];
        for (int i = 0; i < held.size(); i++) {
          if ((chosen >> i & 1) == 1) {
            members.add(held.get(i).member());
            long[] vector = held.get(i).masked();
            Arrays.setAll(masked, entry -> masked[entry] + vector[entry]);
          }
        }
        if (members.size() < cohort.size()) {
          long[] plain = plainSum(place, members, masked.length);
          for (int entry = 0; entry < masked.length; entry++) {
            assertFalse(masked[entry] == plain[entry], members + " open at " + place);
          }
        }
      }
    }
  }

  private void noVectorIsMaskedAgainWithOneMask() {
    List<Held> all = List.copyOf(simulation.coordinator.vectors.values());
    for (Held one : all) {
      for (Held other : all) {
        if (one != other && one.member().equals(other.member())) {
          long difference = one.masked()[0] - other.masked()[0];
          long plain =
              plain(one.place(), one.member())[0] - plain(other.place(), other.member())[0];
          assertFalse(difference == plain, "a mask of " + one.member() + " was used twice");
        }
      }
    }
  }

  private void oneRootForEachMemberEpochAndRound() {
    simulation.nodes.forEach(
        (member, node) -> {
          Set<ByteString> contexts = new HashSet<>();
          for (MaskedVector root : node.roots) {
            // The context of a round is the hash of its start, which names the epoch.
            assertTrue(contexts.add(root.roundContext()), member + " signed two roots");
          }
        });
  }

  private void everyNodeAgreesWithThePublishedSums() {
    for (SimulatedNode node : simulation.nodes.values()) {
      Standing standing = node.state().standing();
      if (standing.round() > 0) {
        Progress published = simulation.coordinator.sums.get(standing.round() - 1).after();
        assertEquals(published.hash(), standing.progress().hash(), node.seat.name());
      }
    }
  }

  private List<Place> places() {
    return simulation.coordinator.vectors.values().stream().map(Held::place).distinct().toList();
  }

  private List<Held> held(Place place) {
    return simulation.coordinator.vectors.values().stream()
        .filter(held -> held.place().equals(place))
        .toList();
  }

  private long[] plainSum(Place place, List<String> members, int length) {
    long[] sum = new long[length];
    for (String member : members) {
      long[] plain = plain(place, member);
      Arrays.setAll(sum, i -> sum[i] + plain[i]);
    }
    return sum;
  }

  /** What a member contributed there last: an earlier try was lost with its process. */
  private long[] plain(Place place, String member) {
    SimulatedNode node = simulation.node(member);
    Plain last = null;
    for (Plain plain : node.contributions) {
      if (plain.epoch() == place.epoch() && plain.round() == place.round()) {
        last = plain;
      }
    }
    long[] values = last.values().clone();
    node.addLie(last, values);
    return values;
  }
}
