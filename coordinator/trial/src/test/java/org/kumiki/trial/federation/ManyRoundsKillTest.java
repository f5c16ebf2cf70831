package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kumiki.trial.federation.RecordingProxy.Hold;

/**
 * A study of twenty rounds in which one service is killed again in each phase of the protocol, met
 * exactly: what was published stays published, nobody submits anything again, and the result is
 * that of an undisturbed run to the last bit.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyRoundsKillTest {
  private static final String[] MEMBERS = {"alpha", "beta", "gamma"};
  private static final int LENGTH = 3000;
  private static final int ROUNDS = 20;

  /** How often a study is run with each victim, and each phase with it. */
  private static final int TIMES = Boolean.getBoolean("kumiki.long") ? 10 : 1;

  private Trial trial;
  private RecordingProxy proxy;
  private String undisturbed;

  @BeforeAll
  void start(@TempDir Path folder) throws InterruptedException {
    trial = Trial.enrol(folder, MEMBERS);
    proxy = RecordingProxy.before(trial, "gamma");
    trial.start();
    String hash = propose("Undisturbed");
    approve(hash);
    assertEquals("COMPLETED", trial.end(hash));
    undisturbed = digest("alpha", hash);
    assertEquals(64 / 4, undisturbed.length(), "64 bits over all sums");
  }

  @AfterAll
  void stop() {
    if (proxy != null) {
      proxy.close();
    }
    if (trial != null) {
      trial.close();
    }
  }

  /** A moment of a study: which request of gamma is on its way. */
  record Phase(String name, RequestMark mark) {}

  /** In the order in which a study comes to them; round 1 is the flags'. */
  private static List<Phase> phases() {
    return List.of(
        new Phase("approvals are awaited", RequestMark.message(2)),
        new Phase("keys are advertised", RequestMark.message(4)),
        new Phase("keys are confirmed", RequestMark.message(6)),
        new Phase("an epoch is closed", RequestMark.message(7)),
        new Phase("a vector is uploaded", RequestMark.vector(4)),
        new Phase("a root is signed", RequestMark.signedRoot(8)),
        new Phase("a sum is fetched", RequestMark.sum(12)),
        new Phase("the last vector is uploaded", RequestMark.vector(ROUNDS + 1)),
        new Phase("the last root is signed", RequestMark.signedRoot(ROUNDS + 1)),
        new Phase("the last sum is fetched", RequestMark.sum(ROUNDS + 1)));
  }

  static Stream<String> victims() {
    return IntStream.range(0, TIMES)
        .boxed()
        .flatMap(time -> Stream.of(PowerCut.COORDINATOR, time % 2 == 0 ? "alpha" : "beta"));
  }

  @ParameterizedTest(name = "{0} is killed in each phase")
  @MethodSource("victims")
  void twentyRoundsGiveTheSameBitsWhen(String victim) throws Exception {
    String hash = propose("Killed " + victim);
    boolean approved = false;
    for (Phase phase : phases()) {
      Hold hold = proxy.hold(request -> phase.mark().matches(request, hash));
      try {
        if (!approved) {
          approve(hash);
          approved = true;
        }
        hold.awaitArrival();
        List<String> published = published(hash);
        PowerCut.of(trial, victim);
        List<String> after = published(hash);
        assertTrue(
            after.size() >= published.size()
                && after.subList(0, published.size()).equals(published),
            () ->
                "while " + phase.name() + " these were published: " + published + ", now " + after);
      } finally {
        hold.release();
      }
    }
    assertEquals("COMPLETED", trial.end(hash));
    for (String member : MEMBERS) {
      assertEquals(undisturbed, digest(member, hash), member);
      assertReleasedOnce(member, hash);
    }
    assertEquals(1 + ROUNDS, published(hash).size(), "each round was opened once");
  }

  private String propose(String title) {
    return trial.propose(Trial.rehearsal(title + " " + System.nanoTime(), LENGTH, ROUNDS));
  }

  private void approve(String hash) {
    for (String member : MEMBERS) {
      trial.approveRehearsal(member, hash);
    }
  }

  private String digest(String member, String hash) {
    return trial.result(member, hash).path("digest").asText();
  }

  private List<String> published(String hash) {
    List<String> rounds = new ArrayList<>();
    for (JsonNode round : trial.study(hash).path("rounds")) {
      rounds.add(round.path("round").asText() + " at " + round.path("openedAt").asText());
    }
    return rounds;
  }

  /** In one epoch a node answers a round once. */
  private void assertReleasedOnce(String member, String hash) {
    List<String> released =
        trial.ledger(member, hash).stream()
            .map(entry -> entry.path("epoch").asText() + "-" + entry.path("round").asText())
            .toList();
    assertEquals(released.size(), new HashSet<>(released).size(), () -> "twice: " + released);
  }
}
