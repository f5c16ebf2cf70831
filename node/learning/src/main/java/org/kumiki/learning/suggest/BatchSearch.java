package org.kumiki.learning.suggest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.kumiki.learning.computation.Numbers;

/**
 * Chooses a batch of experiments one by one, each as if those before it had been measured at their
 * mean ("kriging believer", Ginsbourger, Le Riche and Carraro, 2010). In this model the variance
 * does not depend on what is measured, so that the variance is exactly what it will be (Desautels,
 * Krause and Burdick, JMLR 15, 2014), and only the mean is believed; local penalisation would need
 * a Lipschitz constant that few experiments do not tell.
 *
 * <p>Memory does not grow with the number of candidates: a pass keeps the best few. Where believing
 * cannot raise a worth, the batch goes on from the same pass for as long as what it takes beats all
 * that the pass left out, and is then exactly what a pass for each would give; else it looks once
 * more. Not thread-safe; one use.
 */
final class BatchSearch {
  /** Kept of one pass for the rest of a batch. */
  static final int SHORTLIST = 256;

  /** So many of the best are refined. */
  private static final int REFINED = 5;

  private static final int MAX_MOVES = 200;

  private final CandidateSource source;
  private final Criterion criterion;
  private final UnaryOperator<double[]> features;
  private final Set<Numbers> taken;
  private final KnownFeatures known;

  /**
   * @param criterion changed
   * @param features of a candidate's values
   * @param made experiments that are not to be made again
   * @param known the same, where only their features are known
   */
  BatchSearch(
      CandidateSource source,
      Criterion criterion,
      UnaryOperator<double[]> features,
      Set<Numbers> made,
      KnownFeatures known) {
    this.source = source;
    this.criterion = criterion;
    this.features = features;
    this.taken = new HashSet<>(made);
    this.known = known;
  }

  static boolean isComplete(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The batch; shorter where candidates run out. */
  List<Scored> choose(int count) {
    List<Scored> batch = new ArrayList<>();
    Shortlist shortlist = new Shortlist(SHORTLIST);
    for (int i = 0; i < count; i++) {
      List<Scored> best = i == 0 ? List.of() : ranked(shortlist);
      if (best.isEmpty() || !staysBest(best.get(0), shortlist)) {
        shortlist = pass();
        best = shortlist.bestFirst();
      }
      if (best.isEmpty()) {
        break;
      }
      Scored next = refined(best);
      batch.add(next);
      taken.add(Numbers.of(next.values()));
      criterion.believe(features.apply(next.values()));
    }
    return batch;
  }

  private Shortlist pass() {
    Shortlist shortlist = new Shortlist(SHORTLIST);
    criterion.look();
    long[] order = {0};
    source.forEach(values -> consider(values, order[0]++, shortlist));
    return shortlist;
  }

  private void consider(double[] values, long order, Shortlist shortlist) {
    if (!isComplete(values) || taken.contains(Numbers.of(values))) {
      return;
    }
    double[] described = features.apply(values);
    if (known.contains(described)) {
      return;
    }
    Criterion.Worth worth = criterion.of(described);
    if (Double.isNaN(worth.worth())) {
      throw new IllegalStateException("a candidate's worth is not a number");
    }
    if (shortlist.wouldKeep(worth.worth())) {
      shortlist.offer(new Scored(values.clone(), worth.worth(), worth.tie(), order));
    } else {
      shortlist.leaveOut(worth.worth());
    }
  }

  private boolean staysBest(Scored next, Shortlist shortlist) {
    return criterion.fallsWithKnowledge() && next.worth() >= shortlist.bestLeftOut();
  }

  /** What a pass kept as things stand now, without what was taken since. */
  private List<Scored> ranked(Shortlist shortlist) {
    return shortlist.bestFirst().stream()
        .filter(one -> !taken.contains(Numbers.of(one.values())))
        .map(one -> scored(one.values(), one.order()))
        .sorted(Scored.BY_WORTH.reversed())
        .toList();
  }

  private Scored scored(double[] values, long order) {
    Criterion.Worth worth = criterion.of(features.apply(values));
    return new Scored(values, worth.worth(), worth.tie(), order);
  }

  /** The top of what can be reached from the first few. */
  private Scored refined(List<Scored> bestFirst) {
    if (source.finest() < 0) {
      return bestFirst.get(0);
    }
    return bestFirst.stream().limit(REFINED).map(this::climbed).max(Scored.BY_WORTH).orElseThrow();
  }

  /** Uphill by wide steps and then by narrower ones. */
  private Scored climbed(Scored from) {
    Scored here = from;
    int fineness = 0;
    for (int move = 0; move < MAX_MOVES && fineness <= source.finest(); move++) {
      Scored top = bestAround(here, fineness);
      if (top.worth() > here.worth()) {
        here = top;
      } else {
        fineness++;
      }
    }
    return here;
  }

  private Scored bestAround(Scored here, int fineness) {
    List<Scored> around = new ArrayList<>(List.of(here));
    source.near(
        here.values(),
        fineness,
        values -> {
          boolean made =
              taken.contains(Numbers.of(values))
                  || (!known.isEmpty() && known.contains(features.apply(values)));
          if (!made) {
            around.add(scored(values.clone(), here.order()));
          }
        });
    return around.stream().max(Scored.BY_WORTH).orElseThrow();
  }
}
