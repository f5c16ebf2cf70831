package org.kumiki.trial.simulation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.exchange.disclosure.Approval;
import org.kumiki.exchange.disclosure.Decision;
import org.kumiki.exchange.disclosure.DisclosureGate;
import org.kumiki.exchange.disclosure.PassingQueryLedger;
import org.kumiki.exchange.disclosure.QueryLedger;
import org.kumiki.exchange.disclosure.Release;
import org.kumiki.exchange.disclosure.ReleaseRequest;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.ledger.Ledger;
import org.kumiki.exchange.ledger.LedgerEntry.Verdict;
import org.kumiki.exchange.round.Contribution;
import org.kumiki.exchange.round.LocalConsortium;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.round.Subject;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Partial;

/**
 * Runs one study over members in this process, by the real secure sum or by plain addition. Both
 * pass the same gate with the same fixed point, so the opened sums, and all that follows from them,
 * are the same to the last bit.
 *
 * <p>Not thread-safe; one study.
 */
final class Federation {
  private static final Clock EPOCH = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final Members members;
  private final Study study;
  private final Map<String, Batch> rows = new HashMap<>();
  private final Map<String, DisclosureGate> gates = new HashMap<>();

  /**
   * @param batches one a member of the study's cohort, in its order
   */
  Federation(Members members, Study study, List<Batch> batches) {
    this.members = members;
    this.study = study;
    for (int m = 0; m < batches.size(); m++) {
      String name = study.cohort().get(m);
      rows.put(name, batches.get(m));
      QueryLedger queries = new PassingQueryLedger(members.roster().minimumContributors());
      gates.put(name, new DisclosureGate(ledger(batches.get(m)), queries, EPOCH));
    }
  }

  /** The real machines, messages and masks. */
  LocalConsortium.Outcome secure(SecureRandom random) {
    Map<String, LocalConsortium.Rows> halves = new HashMap<>();
    rows.forEach((name, batch) -> halves.put(name, progress -> contribute(batch, progress)));
    return new LocalConsortium(
            study, members.roster(), members.coordinator(), members.keys(), gates, halves, random)
        .run();
  }

  /** The same integers, added without masks; the bytes are those of the vectors alone. */
  LocalConsortium.Outcome clear() {
    Progress progress = new Progress.Flags();
    int rounds = 0;
    long bytes = 0;
    while (!progress.ended()) {
      FixedPointLayout layout = Progress.layout(study, progress);
      rounds++;
      bytes += (long) layout.length() * layout.ring().bytes();
      progress = Progress.advance(study, progress, sum(progress, layout, rounds));
    }
    return new LocalConsortium.Outcome(progress, rounds, bytes);
  }

  private long[] sum(Progress progress, FixedPointLayout layout, int round) {
    long[] sum = new long[layout.length()];
    for (String name : study.cohort()) {
      long[] values = new long[sum.length];
      try (Release release = release(name, progress, layout, round)) {
        release.copyTo(0, values, values.length);
      }
      Arrays.setAll(sum, i -> layout.ring().signed(sum[i] + values[i]));
    }
    return sum;
  }

  private Release release(String name, Progress progress, FixedPointLayout layout, int round) {
    Contribution own = contribute(rows.get(name), progress);
    Optional<Approval> approval = Optional.of(new Approval(study.hash(), "simulation"));
    String subject = Subject.of(progress);
    Decision decision =
        gates
            .get(name)
            .decide(
                new ReleaseRequest(
                    study, approval, 0, round, subject, layout, own.rows(), own.values()));
    return decision.released().orElseThrow();
  }

  private static Contribution contribute(Batch batch, Progress progress) {
    if (progress instanceof Progress.Computing computing) {
      Partial partial =
          Algorithms.of(computing.state().computation()).localStep(computing.state()).start();
      partial.add(batch);
      return new Contribution(partial.rowsUsed(), partial.vector());
    }
    return Contribution.flags(batch.rows(), true);
  }

  /**
   * A simulation's bounds hold for all its rows, so the gate withholds from a member without rows
   * alone; anything else would silently answer another question.
   */
  private static Ledger ledger(Batch batch) {
    return entry -> {
      if (batch.rows() > 0 && entry.verdict() != Verdict.GRANTED) {
        throw new IllegalStateException("the gate withheld a simulated vector: " + entry.reason());
      }
    };
  }
}
