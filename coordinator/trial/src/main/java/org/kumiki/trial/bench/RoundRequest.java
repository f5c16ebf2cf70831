package org.kumiki.trial.bench;

import org.kumiki.learning.computation.Ring;

/**
 * What {@link RoundBench} rehearses.
 *
 * @param members organisations, each with a node process of its own
 * @param length entries of each payload round's vector
 * @param rounds payload rounds
 */
public record RoundRequest(int members, int length, int rounds, Ring ring) {
  /** Arrays of a vector's length that a service holds at once, with room for as many of garbage. */
  private static final long VECTORS_IN_HEAP = 32;

  private static final long SERVICE_MEGABYTES = 256;

  /** The study file that asks for it. */
  String study() {
    return """
        title: Benchmark of rounds
        purpose: to measure this machine
        computation: rehearsal
        settings: {length: %d, rounds: %d, ring: %d}
        """
        .formatted(length, rounds, ring.bits());
  }

  /** Enough for each service, so that the collector is not what is measured. */
  int heapMegabytes() {
    long vectors = (VECTORS_IN_HEAP * Long.BYTES * length) >> 20;
    return Math.toIntExact(SERVICE_MEGABYTES + vectors);
  }

  /** A round's numbers without masks and messages. */
  double plainBytes() {
    return (double) length * ring.bytes();
  }
}
