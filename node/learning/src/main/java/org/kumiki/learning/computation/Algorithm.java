package org.kumiki.learning.computation;

import java.util.EnumSet;
import java.util.Set;

/**
 * Both halves of one computation: what a node does with its rows, and what everybody does with the
 * sum. Pure and thread-safe: no I/O, no clock, no randomness.
 *
 * <p>{@link #start}, {@link #encoding} and {@link #merge} give the same bits on every machine,
 * since every node recomputes them and compares hashes: plain loops in a fixed order over doubles
 * (which Java 17 makes strict), of the functions in {@link Math} only those that IEEE 754 rounds
 * exactly, no tunable library. {@link #localStep} may use one: its last bits are rounded by the
 * fixed point.
 *
 * <p>Each method takes the states of its own computation only and throws {@link
 * IllegalArgumentException} on another's.
 */
public interface Algorithm {
  /** The state before the first round. */
  State start(Computation computation);

  /** How the vector of the round after {@code state} is laid out and bounded. */
  Encoding encoding(State state);

  /**
   * The rings that the computation's rounds add in, whatever the rows: {@link #encoding} gives no
   * other one. Most computations have one; who allows a study must know all of them beforehand.
   */
  default Set<Ring> rings(Computation computation) {
    return EnumSet.of(Ring.Z64);
  }

  /** The fold of that round. */
  LocalStep localStep(State state);

  /**
   * The state after the round, or the result.
   *
   * @param sum the sum of the contributors' vectors, as reals
   * @param contributors how many organisations contributed, as their flags say; it is recorded
   * @throws UnusableSumException if nothing follows from this sum
   */
  Stage merge(State state, double[] sum, int contributors);
}
