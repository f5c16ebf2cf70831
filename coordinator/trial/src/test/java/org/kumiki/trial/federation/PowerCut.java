package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

/** Ends a service as a power cut would, {@code kill -9}, and starts it again. */
final class PowerCut {
  static final String COORDINATOR = "coordinator";

  private static final Duration CHILDREN_GONE = Duration.ofSeconds(10);

  private PowerCut() {}

  /**
   * Returns when the service answers again; its PostgreSQL must have gone with it first.
   *
   * @param victim {@link #COORDINATOR}, or a member
   */
  static void of(Trial trial, String victim) throws InterruptedException {
    ServiceProcess service =
        victim.equals(COORDINATOR)
            ? trial.federation().coordinator()
            : trial.federation().node(victim);
    List<ProcessHandle> children =
        ProcessHandle.of(service.pid()).orElseThrow().descendants().toList();
    assertTrue(
        children.stream().anyMatch(Processes::isPostgres), () -> "no PostgreSQL in " + children);
    service.kill();
    Await.until(
        "all processes of " + victim + " are gone",
        CHILDREN_GONE,
        () -> children.stream().noneMatch(Processes::runs),
        () -> Processes.describe(children));
    trial.federation().restart(service);
  }
}
