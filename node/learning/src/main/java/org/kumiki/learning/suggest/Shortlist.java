package org.kumiki.learning.suggest;

import java.util.List;
import java.util.PriorityQueue;

/** The best of any number of candidates in the memory of a few. Not thread-safe. */
final class Shortlist {
  private final int capacity;
  private final PriorityQueue<Scored> worstFirst = new PriorityQueue<>(Scored.BY_WORTH);
  private double bestLeftOut = Double.NEGATIVE_INFINITY;

  Shortlist(int capacity) {
    this.capacity = capacity;
  }

  /** Keeps it if it is among the best; its array then belongs to this list. */
  void offer(Scored candidate) {
    worstFirst.add(candidate);
    if (worstFirst.size() > capacity) {
      bestLeftOut = Math.max(bestLeftOut, worstFirst.remove().worth());
    }
  }

  /** Whether a candidate of this worth could be kept, so that nothing is copied in vain. */
  boolean wouldKeep(double worth) {
    return worstFirst.size() < capacity || worth >= worstFirst.peek().worth();
  }

  void leaveOut(double worth) {
    bestLeftOut = Math.max(bestLeftOut, worth);
  }

  /** The largest worth that was not kept. */
  double bestLeftOut() {
    return bestLeftOut;
  }

  List<Scored> bestFirst() {
    return worstFirst.stream().sorted(Scored.BY_WORTH.reversed()).toList();
  }
}
