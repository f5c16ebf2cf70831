package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kumiki.trial.federation.RecordingProxy.Hold;

/**
 * {@code kill -9} of the coordinator or of a node in each phase of a study, and a restart. The
 * study goes on to the pooled result.
 *
 * <p>Phases are met exactly: gamma's traffic runs through a proxy that holds one request back, so
 * that the whole federation waits in that phase while alpha or the coordinator dies.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTest {
  private static final String[] MEMBERS = {"alpha", "beta", "gamma"};

  /** A study takes a second or two on an idle machine. */
  private static final int LONGEST_DELAY_MILLIS = 1500;

  private static final boolean LONG = Boolean.getBoolean("kumiki.long");

  private Trial trial;
  private RecordingProxy proxy;
  private Pooled pooled;

  @BeforeAll
  void start(@TempDir Path folder) throws InterruptedException {
    trial = Trial.enrol(folder, MEMBERS);
    proxy = RecordingProxy.before(trial, "gamma");
    trial.start();
    trial.load("alpha", "main", TestTable.english(TestRows.of(21, 40)));
    trial.load("beta", "main", TestTable.japanese(TestRows.of(22, 40)));
    trial.load("gamma", "main", TestTable.imperial(TestRows.of(23, 40)));
    pooled = new Pooled(trial.pooled("main", MEMBERS));
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

  /** Who dies, while which request of gamma is on its way. */
  record Phase(String victim, String name, RequestMark which) {
    @Override
    public String toString() {
      return victim + " dies " + name;
    }
  }

  static Stream<Phase> phases() {
    List<Phase> phases = new ArrayList<>();
    for (String victim : new String[] {PowerCut.COORDINATOR, "alpha"}) {
      phases.add(new Phase(victim, "while approvals are awaited", RequestMark.message(2)));
      phases.add(new Phase(victim, "while keys are advertised", RequestMark.message(4)));
      phases.add(new Phase(victim, "while keys are confirmed", RequestMark.message(6)));
      phases.add(new Phase(victim, "after the first uploads", RequestMark.vector(1)));
      phases.add(new Phase(victim, "after two rounds were published", RequestMark.vector(3)));
      phases.add(new Phase(victim, "before the last signed root", RequestMark.signedRoot(4)));
      phases.add(new Phase(victim, "before the last sum is fetched", RequestMark.sum(4)));
    }
    // Each phase once, in turns; all of both takes two minutes.
    return LONG
        ? phases.stream()
        : IntStream.range(0, phases.size() / 2)
            .mapToObj(i -> phases.get(i % 2 == 0 ? i : i + phases.size() / 2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("phases")
  void aStudyEndsWithThePooledResultWhen(Phase phase) throws Exception {
    String hash = trial.propose(Trial.ridge(phase.toString()));
    Hold hold = proxy.hold(request -> phase.which().matches(request, hash));
    try {
      trial.approveEverywhere(hash);
      hold.awaitArrival();
      PowerCut.of(trial, phase.victim());
    } finally {
      hold.release();
    }
    assertEquals("COMPLETED", trial.end(hash));
    assertRightEverywhere(hash);
  }

  @Test
  void aStudyEndsRightWhenProcessesDieAtAnyTime() throws Exception {
    long seed = LONG ? System.nanoTime() : 20261120;
    int kills = LONG ? 30 : 3;
    System.out.println("KillTest: " + kills + " kills at random times, seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < kills; i++) {
      String victim = random.nextInt(3) == 0 ? PowerCut.COORDINATOR : MEMBERS[random.nextInt(3)];
      int delayMillis = random.nextInt(LONGEST_DELAY_MILLIS);
      String hash = trial.propose(Trial.ridge("Random kill " + i));
      trial.approveEverywhere(hash);
      Await.pause(delayMillis);
      JsonNode at = trial.study(hash);
      System.out.printf(
          "KillTest: %s dies after %d ms in %s after round %d%n",
          victim, delayMillis, at.path("state").asText(), at.path("round").asInt());
      PowerCut.of(trial, victim);
      assertEquals("COMPLETED", trial.end(hash), () -> "nobody has to ask again: " + at);
      assertRightEverywhere(hash);
    }
  }

  private void assertRightEverywhere(String hash) {
    for (String member : MEMBERS) {
      pooled.assertRidge(trial.result(member, hash));
      List<String> released =
          trial.ledger(member, hash).stream()
              .map(entry -> entry.path("epoch").asText() + "-" + entry.path("round").asText())
              .toList();
      assertEquals(released.size(), new HashSet<>(released).size(), () -> "twice: " + released);
    }
  }
}
