package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many rounds as boosting needs, one after the other: neither heap nor disk fills up. */
class SoakTest {
  private static final boolean LONG = Boolean.getBoolean("kumiki.long");
  private static final String[] MEMBERS = {"alpha", "beta", "gamma"};
  private static final int LENGTH = LONG ? 100_000 : 20_000;
  private static final int ROUNDS = LONG ? 1_200 : 60;

  /** After this many rounds everything is loaded that a round needs. */
  private static final int SETTLED = LONG ? 200 : 20;

  private static final long SMALL_CHANGE_BYTES = 6 << 20;

  @Test
  void manyRoundsInARowDoNotMakeHeapOrVectorsGrow(@TempDir Path folder) throws Exception {
    try (Trial trial = Trial.start(folder, MEMBERS)) {
      String hash = trial.propose(Trial.rehearsal("Soak", LENGTH, ROUNDS));
      for (String member : MEMBERS) {
        trial.approveRehearsal(member, hash);
      }
      awaitRound(trial, hash, SETTLED);
      Map<String, Long> before = liveBytes(trial);
      awaitRound(trial, hash, ROUNDS - 2);
      Map<String, Long> after = liveBytes(trial);
      System.out.println("SoakTest: live heap after " + SETTLED + " rounds " + before);
      System.out.println("SoakTest: live heap after " + (ROUNDS - 2) + " rounds " + after);
      long vectors = bytesUnder(trial.coordinatorFolder().resolve("rounds"));
      assertEquals("COMPLETED", trial.end(hash));
      before.forEach(
          (service, bytes) ->
              assertTrue(
                  after.get(service) < 1.2 * bytes + SMALL_CHANGE_BYTES,
                  () -> service + " held " + bytes + " bytes, now " + after.get(service)));
      // Two rounds at the most: the one that members check and the one that comes in.
      long twoRounds = 2L * (MEMBERS.length + 1) * LENGTH * Long.BYTES;
      assertTrue(vectors < 2 * twoRounds, () -> vectors + " bytes of vectors are kept");
    }
  }

  private static void awaitRound(Trial trial, String hash, int round) {
    Await.until(
        "round " + round + " is published",
        LONG ? Await.PATIENCE.multipliedBy(60) : Await.PATIENCE,
        () -> trial.study(hash).path("rounds").size() >= round,
        () -> trial.study(hash).toString());
  }

  /** What a full collection leaves, by service. */
  private static Map<String, Long> liveBytes(Trial trial) throws Exception {
    Map<String, ServiceProcess> services = new TreeMap<>();
    services.put("coordinator", trial.federation().coordinator());
    for (String member : MEMBERS) {
      services.put(member, trial.federation().node(member));
    }
    Map<String, Long> bytes = new TreeMap<>();
    for (Map.Entry<String, ServiceProcess> service : services.entrySet()) {
      bytes.put(service.getKey(), liveBytes(service.getValue().pid()));
    }
    return bytes;
  }

  private static long liveBytes(long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    List<String> lines = new ArrayList<>();
    try (Stream<String> output = process.inputReader(StandardCharsets.UTF_8).lines()) {
      output.forEach(lines::add);
    }
    assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
    // The last line: "Total", instances, bytes.
    String[] total = lines.get(lines.size() - 1).strip().split("\\s+");
    assertEquals("Total", total[0]);
    return Long.parseLong(total[2]);
  }

  private static long bytesUnder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : files.toList()) {
        // A round may be cleared away while it is counted.
        bytes += Files.isRegularFile(file) ? file.toFile().length() : 0;
      }
      return bytes;
    }
  }
}
