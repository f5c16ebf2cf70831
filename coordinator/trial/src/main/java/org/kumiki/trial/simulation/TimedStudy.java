package org.kumiki.trial.simulation;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.kumiki.exchange.round.LocalConsortium;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.Batch;

/**
 * One study over given rows, by plain and by secure sums in turn, timed: what {@code simulate
 * --clear} and {@code --secure} do for the federated arm. Not thread-safe.
 */
public final class TimedStudy {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Members members;
  private final Study study;
  private final List<Batch> batches;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param bounds the values of every column are within ± this
   * @param batches one a member, of so many columns, the target last
   */
  public TimedStudy(Method method, double bounds, List<Batch> batches) {
    this.members = Members.of(batches.size(), random);
    this.batches = batches;
    List<NumericTerm> terms =
        IntStream.range(0, batches.get(0).columns().length)
            .mapToObj(j -> new NumericTerm("urn:kumiki:bench:" + j, "urn:unit", -bounds, bounds))
            .toList();
    int last = terms.size() - 1;
    List<Feature> features = new ArrayList<>(terms.subList(0, last));
    this.study =
        new Study(
            members.roster().consortium(),
            members.roster().hash(),
            1,
            "Benchmark: " + method.code(),
            "how long it takes",
            List.copyOf(members.keys().keySet()),
            method,
            features,
            Optional.of(terms.get(last)),
            List.of(),
            Math.max(
                batches.stream().mapToInt(Batch::rows).max().orElseThrow(),
                members.roster().parameters().minimumRows()),
            members.roster().minimumContributors(),
            members.roster().parameters().minimumRows(),
            1);
  }

  /**
   * How one run went.
   *
   * @param cpuSeconds of all threads of this process
   * @param bytesUpPerMember what the busiest member sent
   */
  public record Run(
      double seconds, double cpuSeconds, int rounds, long bytesUpPerMember, Progress progress) {}

  /** Adds plainly. */
  public Run clear() {
    Federation federation = new Federation(members, study, batches);
    return timed(federation::clear);
  }

  /** Adds by the real machines, messages and masks. */
  public Run secure() {
    Federation federation = new Federation(members, study, batches);
    return timed(() -> federation.secure(random));
  }

  private static Run timed(Supplier<LocalConsortium.Outcome> study) {
    long start = System.nanoTime();
    long cpuStart = PROCESS.getProcessCpuTime();
    LocalConsortium.Outcome outcome = study.get();
    double cpuSeconds = (PROCESS.getProcessCpuTime() - cpuStart) / NANOS_PER_SECOND;
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    return new Run(
        seconds, cpuSeconds, outcome.rounds(), outcome.bytesUpPerMember(), outcome.progress());
  }
}
