package org.kumiki.learning.rehearsal;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Block;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.OpenedSum;
import org.kumiki.learning.computation.Rehearsal;
import org.kumiki.learning.computation.RehearsalResult;
import org.kumiki.learning.computation.RehearsalState;
import org.kumiki.learning.computation.Ring;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;

/**
 * {@link Rehearsal}: every member's vector is the same stream of mixed counters, and each round
 * starts from all of the sum before. Integer arithmetic and exact conversions only, one pass a
 * half, so that what is rehearsed is the machinery and not this. Stateless.
 */
public final class RehearsalAlgorithm implements Algorithm {
  private static final double BOUND = 1;

  /** Room for a thousand members in the small ring; a model update asks for about as many. */
  private static final int MIN_FRACTIONAL_BITS = 20;

  @Override
  public State start(Computation computation) {
    return new RehearsalState(own(computation), 1, 0);
  }

  @Override
  public Set<Ring> rings(Computation computation) {
    return EnumSet.of(own(computation).ring());
  }

  @Override
  public Encoding encoding(State state) {
    Rehearsal rehearsal = own(state).computation();
    Block all = new Block(rehearsal.length(), BOUND, MIN_FRACTIONAL_BITS);
    return new Encoding(List.of(all), rehearsal.ring());
  }

  /** There is none; see {@link #vector}. */
  @Override
  public LocalStep localStep(State state) {
    throw new IllegalArgumentException("a rehearsal reads no row, so there is nothing to fold");
  }

  /** Any member's vector in this round: numbers in [−1, 1) that depend on the state alone. */
  public static double[] vector(RehearsalState state) {
    double[] entries = new double[state.computation().length()];
    long seed = Mixing.seed(state);
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Mixing.fraction(Mixing.mixed(seed, i));
    }
    return entries;
  }

  @Override
  public Stage merge(State state, double[] sum, int contributors) {
    RehearsalState before = own(state);
    Rehearsal rehearsal = before.computation();
    OpenedSum opened = new OpenedSum(sum, rehearsal.length());
    long digest = Mixing.seed(before);
    for (int i = 0; i < sum.length; i++) {
      digest = Mixing.absorbed(digest, opened.entry(i));
    }
    return before.round() == rehearsal.rounds()
        ? new RehearsalResult(rehearsal, contributors, digest)
        : new RehearsalState(rehearsal, before.round() + 1, Mixing.fraction(digest));
  }

  private static Rehearsal own(Computation computation) {
    return computation.fold(
        moments -> {
          throw another();
        },
        regression -> {
          throw another();
        },
        rehearsal -> rehearsal,
        validation -> {
          throw another();
        });
  }

  private static RehearsalState own(State state) {
    return state.fold(
        centring -> {
          throw another();
        },
        scaling -> {
          throw another();
        },
        standardised -> {
          throw another();
        },
        training -> {
          throw another();
        },
        rehearsal -> rehearsal,
        validation -> {
          throw another();
        });
  }

  private static IllegalArgumentException another() {
    return new IllegalArgumentException("a computation over rows is not a rehearsal");
  }
}
