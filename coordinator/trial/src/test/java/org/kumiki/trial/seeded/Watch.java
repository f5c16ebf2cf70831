package org.kumiki.trial.seeded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kumiki.exchange.round.CoordinatorRound;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.round.Standing;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.trial.leak.LeakOracle;
import org.kumiki.trial.leak.Upload;

/**
 * What must be true after each step of a federation. It is told of each step, knows everything, and
 * fails the run at the step that breaks a rule.
 *
 * <p>Members in {@code lost} are the adversary's: nothing is asked of what they say.
 */
public final class Watch {
  private record Derived(String member, ByteString study, long epoch, String peer) {}

  private record Chain(Set<String> holders) {}

  private final Consortium consortium;
  private final Set<String> lost;
  private final LeakOracle oracle;
  private final Map<ByteString, PlainCourse> plain = new HashMap<>();
  private final Map<Study, PlainCourse> plainOf = new IdentityHashMap<>();
  private final Map<Derived, ByteString> fingerprints = new HashMap<>();
  private final Map<ByteString, Chain> chains = new HashMap<>();
  private final Map<ByteString, Study> studies = new HashMap<>();
  private final Map<ByteString, Upload> spooled = new LinkedHashMap<>();
  private final Set<ByteString> onTheWire = new HashSet<>();
  private final Map<String, ByteString> roots = new HashMap<>();
  private final Set<String> usedKeys = new HashSet<>();
  private final Set<String> openedRounds = new HashSet<>();
  private int uploads;
  private int newEpochs;

  Watch(Consortium consortium, Set<String> lost) {
    this.consortium = consortium;
    this.lost = lost;
    this.oracle = new LeakOracle(consortium.members(), lost);
  }

  PlainCourse plain(Study study) {
    return plainOf.computeIfAbsent(
        study, s -> plain.computeIfAbsent(s.hash(), h -> new PlainCourse(study, consortium)));
  }

  /** Vectors that the coordinator got, and epochs after the first of a study. */
  int uploads() {
    return uploads;
  }

  int newEpochs() {
    return newEpochs;
  }

  /** A member has the keys of an epoch's pairs. */
  void derived(String member, Study study, long epoch, SortedMap<String, ByteString> pairs) {
    pairs.forEach(
        (peer, fingerprint) -> {
          fingerprints.put(new Derived(member, study.hash(), epoch, peer), fingerprint);
          chains
              .computeIfAbsent(fingerprint, f -> new Chain(new TreeSet<>()))
              .holders()
              .add(member);
        });
  }

  /** The masks of a vector, by the keys that make them and who holds those. */
  SortedMap<String, Upload.Mask> masks(
      String member, Upload.Place place, SortedMap<String, ByteString> keys) {
    SortedMap<String, Upload.Mask> masks = new TreeMap<>();
    keys.forEach(
        (peer, key) -> {
          ByteString chain =
              fingerprints.get(new Derived(member, place.study(), place.epoch(), peer));
          Set<String> holders = chain == null ? Set.of(member) : chains.get(chain).holders();
          masks.put(peer, new Upload.Mask(key, holders, member.compareTo(peer) < 0));
        });
    return masks;
  }

  /** A vector is committed to an outbox. */
  void spooled(ByteString root, Upload upload) {
    spooled.put(root, upload);
  }

  List<long[]> masked(Study study, String member, int round) {
    return spooled.values().stream()
        .filter(u -> u.member().equals(member) && u.place().round() == round)
        .filter(u -> u.place().study().equals(study.hash()))
        .map(Upload::masked)
        .toList();
  }

  /** A root is committed to an outbox. */
  void signed(SignedMessage message) {
    if (message.body() instanceof MaskedVector r1 && !lost.contains(message.sender())) {
      ByteString first = roots.putIfAbsent(message.sender() + r1.roundContext(), r1.root());
      assertTrue(first == null, message.sender() + " signs a second root for one round start");
    }
  }

  /** The first byte of a vector has left. */
  void sent(ByteString root) {
    Upload upload = spooled.get(root);
    if (!onTheWire.add(root) || lost.contains(upload.member())) {
      return;
    }
    uploads++;
    upload
        .masks()
        .values()
        .forEach(
            mask ->
                assertTrue(
                    usedKeys.add(upload.member() + mask.key()),
                    upload.member() + " uses a mask key for a second vector"));
    Study study = studies.get(upload.place().study());
    if (lost.isEmpty()) {
      assertArrayEquals(
          plain(study).values(upload.member(), upload.place().round()),
          upload.values(),
          upload.member() + " contributes something else than the study asks");
    }
    oracle.add(upload);
  }

  void submitted(Study study) {
    studies.put(study.hash(), study);
  }

  void opened(Study study, int round, long[] sum, CoordinatorRound after) {
    assertTrue(openedRounds.add(study.hash().hex() + round), "round " + round + " opens twice");
    if (lost.isEmpty()) {
      assertArrayEquals(
          plain(study).sum(round), sum, "the sum counts each member of the cohort once");
    }
    if (after.course().progress() instanceof Progress.Computing computing && lost.isEmpty()) {
      assertEquals(plain(study).contributors(), computing.contributors());
      assertTrue(
          computing.contributors() >= consortium.roster().minimumContributors(),
          "a payload opens for " + computing.contributors());
    }
  }

  void coordinatorMoved(Study study, CoordinatorRound before, CoordinatorRound after) {
    if (after.course().equals(before.course())) {
      return;
    }
    assertTrue(after.course().round() >= before.course().round(), "a published round is lost");
    assertTrue(after.course().epoch() >= before.course().epoch(), "an epoch comes back");
    newEpochs += after.course().epoch() > Math.max(1, before.course().epoch()) ? 1 : 0;
    agrees("the coordinator", study, after.course().progress(), after.course().round());
  }

  void memberMoved(String member, Study study, NodeRound before, NodeRound after) {
    Standing now = after.standing();
    if (now.equals(before.standing()) || lost.contains(member)) {
      return;
    }
    assertTrue(now.round() >= before.standing().round(), member + " forgets a round");
    assertTrue(now.epoch() >= before.standing().epoch(), member + " goes back an epoch");
    assertTrue(now.round() <= before.standing().round() + 1, member + " skips a round");
    agrees(member, study, now.progress(), now.round());
  }

  private void agrees(String who, Study study, Progress progress, int round) {
    if (lost.isEmpty()) {
      assertEquals(plain(study).after(round).hash(), progress.hash(), who + " is at another state");
    }
  }
}
