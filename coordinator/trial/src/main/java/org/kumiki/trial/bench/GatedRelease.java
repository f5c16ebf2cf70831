package org.kumiki.trial.bench;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.kumiki.exchange.disclosure.Approval;
import org.kumiki.exchange.disclosure.Decision;
import org.kumiki.exchange.disclosure.DisclosureGate;
import org.kumiki.exchange.disclosure.PassingQueryLedger;
import org.kumiki.exchange.disclosure.Release;
import org.kumiki.exchange.disclosure.ReleaseRequest;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Block;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.Ring;

/**
 * Vectors of any length that the disclosure gate let through, as masking takes nothing else and
 * erases what it took. The study behind them is trivial: the gate asks no study how long its
 * vectors are.
 */
final class GatedRelease {
  private static final long SEED = 7741;

  /** As far as a model update's bound is cut, and few enough for the smaller ring. */
  private static final int MIN_FRACTIONAL_BITS = 20;

  private final Study study;
  private final FixedPointLayout layout;
  private final double[] values;

  /** Random numbers in [−1, 1] of the cohort's fixed point. */
  GatedRelease(List<String> cohort, int length, Ring ring) {
    this.study = study(cohort);
    Encoding encoding = new Encoding(List.of(new Block(length, 1, MIN_FRACTIONAL_BITS)), ring);
    this.layout = FixedPointLayout.of(encoding, cohort.size());
    this.values = new SplittableRandom(SEED).doubles(length, -1, 1).toArray();
  }

  /** The same numbers each time; for one mask. */
  Release next() {
    Decision decision =
        new DisclosureGate(
                entry -> {},
                new PassingQueryLedger(study.minimumContributors()),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
            .decide(
                new ReleaseRequest(
                    study,
                    Optional.of(new Approval(study.hash(), "bench")),
                    0,
                    1,
                    "random numbers",
                    layout,
                    1,
                    values));
    return ((Decision.Granted) decision).release();
  }

  private static Study study(List<String> cohort) {
    return new Study(
        "bench",
        ByteString.of(new byte[32]),
        1,
        "Bench",
        "to measure the secure sum",
        cohort,
        new Method.Statistics(),
        List.of(new Feature.NumericTerm("urn:kumiki:bench", "urn:kumiki:bench-unit", -1, 1)),
        Optional.empty(),
        List.of(),
        1,
        3,
        1,
        1);
  }
}
