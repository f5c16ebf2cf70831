package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * Rounds of a given size over no data at all: what members do before their first study, to see that
 * all machines, keys and connections bear it. Every member sends the same made-up numbers, which
 * anybody can recompute; no row is read, so there is nothing to learn. Immutable.
 *
 * @param length entries of the vector of each round
 * @param rounds payload rounds, each of which depends on every entry of the sum before
 * @param ring where the vectors are added
 */
public record Rehearsal(int length, int rounds, Ring ring) implements Computation {
  /** The longest vector of the protocol. */
  public static final int MAX_LENGTH = 1 << 27;

  /** A soak of a night at a few seconds a round. */
  public static final int MAX_ROUNDS = 10_000;

  /**
   * Refuses sizes that no study can have.
   *
   * @throws IllegalArgumentException if length or rounds is out of range
   */
  public Rehearsal {
    if (length < 1 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the length of a rehearsal is 1 to " + MAX_LENGTH + ", not " + length);
    }
    if (rounds < 1 || rounds > MAX_ROUNDS) {
      throw new IllegalArgumentException(
          "a rehearsal has 1 to " + MAX_ROUNDS + " rounds, not " + rounds);
    }
  }

  /** None: no column of anybody is read. */
  @Override
  public List<Variable> variables() {
    return List.of();
  }

  /** None of a member's rows enters. */
  @Override
  public long maxRowsPerMember() {
    return 0;
  }

  @Override
  public String code() {
    return "rehearsal";
  }

  @Override
  public <T> T fold(
      Function<? super Moments, ? extends T> moments,
      Function<? super Regression, ? extends T> regression,
      Function<? super Rehearsal, ? extends T> rehearsal,
      Function<? super Validation, ? extends T> validation) {
    return rehearsal.apply(this);
  }
}
