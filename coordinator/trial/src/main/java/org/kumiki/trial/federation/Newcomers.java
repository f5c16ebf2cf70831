package org.kumiki.trial.federation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.LocalApi;

/** All members of a federation that is being founded, each on its own way in, at the same time. */
final class Newcomers {
  private final List<Newcomer> all = new ArrayList<>();

  /**
   * @param programs where PostgreSQL's programs are unpacked
   * @param nodes by organisation
   */
  Newcomers(FoundingPlan plan, Path programs, Map<String, ServiceProcess> nodes) {
    plan.members()
        .forEach(
            member ->
                all.add(
                    new Newcomer(
                        member, plan, programs.toString(), nodes.get(member.organisation()))));
  }

  /** Takes each as far as its certificate; the coordinator runs. */
  void enrol(LocalApi operator) throws InterruptedException {
    together(newcomer -> newcomer.enrol(operator));
  }

  /** The operator offers the first roster, of all that are enrolled. */
  void offerRoster(LocalApi operator) {
    operator.postJson("/api/v1/roster/proposal", JsonNodeFactory.instance.objectNode());
  }

  /**
   * Each steward signs it, once the words are compared; all nodes run. Ends when it is in force.
   */
  void adoptRoster() throws InterruptedException {
    String words = all.get(0).offered();
    together(Newcomer::offered);
    together(newcomer -> newcomer.sign(words));
    together(Newcomer::awaitRoster);
  }

  /** What one member does. */
  private interface Step {
    void of(Newcomer newcomer) throws InterruptedException;
  }

  /** One member's failure is everybody's. */
  private void together(Step step) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(all.size());
    try {
      List<Future<?>> steps = new ArrayList<>();
      for (Newcomer newcomer : all) {
        steps.add(
            threads.submit(
                () -> {
                  step.of(newcomer);
                  return null;
                }));
      }
      for (Future<?> done : steps) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandFailure failure) {
        throw failure;
      }
      throw new IllegalStateException("a member could not come in", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
