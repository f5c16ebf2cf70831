package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is killed takes everything along that was started. */
class LeaseTest {
  private static final Duration ALL_GONE = Duration.ofSeconds(10);
  private static final Duration LONGEST_START = Duration.ofMinutes(4);

  @Test
  void killingTheHolderOfAFederationEndsItsServicesAndTheirDatabases(@TempDir Path folder)
      throws Exception {
    Path log = folder.resolve("holder.log");
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dfile.encoding=UTF-8",
                "-Dkumiki.root=" + System.getProperty("kumiki.root"),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                FederationHolder.class.getName(),
                folder.resolve("trial").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      Await.until(
          "the federation is ready",
          LONGEST_START,
          () -> Files.readString(log).contains("ready [alpha, beta, gamma]"),
          () -> "the holder is " + (holder.isAlive() ? "alive" : "dead"));
      assertTrue(LocalFederation.exists(folder.resolve("trial")), "it is whole once it is ready");
      List<ProcessHandle> children = holder.toHandle().descendants().toList();
      assertEquals(4, count(children, "-cp"), () -> Processes.describe(children));
      assertEquals(4, postmasters(children).size(), () -> Processes.describe(children));
      holder.destroyForcibly();
      Await.until(
          "all are gone",
          ALL_GONE,
          () -> children.stream().noneMatch(Processes::runs),
          () -> Processes.describe(children));
    } finally {
      holder.destroyForcibly();
    }
  }

  private static long count(List<ProcessHandle> processes, String option) {
    return processes.stream()
        .filter(process -> process.info().commandLine().orElse("").contains(" " + option + " "))
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .count();
  }

  /** Each names its data directory; their workers do not. */
  private static Set<Long> postmasters(List<ProcessHandle> processes) {
    return processes.stream()
        .filter(Processes::isPostgres)
        .filter(
            process -> process.parent().filter(parent -> !Processes.isPostgres(parent)).isPresent())
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }
}
