package org.kumiki.learning.computation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A typed, closed specification of something that can be written as sums over rows, or of a
 * rehearsal that reads none. Everything in it is public: it is what stewards approve. Immutable.
 */
public sealed interface Computation permits Moments, Regression, Rehearsal, Validation {
  /** More would make a Gram matrix of above eight million entries a member. */
  int MAX_VARIABLES = 4096;

  /** Far above any laboratory, and small enough that counts are exact in a double. */
  long MAX_ROWS_PER_MEMBER = 1L << 40;

  /**
   * The columns of a {@link Batch}, in its order; for a model the features, then the target; none
   * if no row is read.
   */
  List<Variable> variables();

  /**
   * The public cap on one member's rows, from which the bounds of its vector follow. A member with
   * more rows must not contribute (see {@link Partial#rowsUsed}).
   */
  long maxRowsPerMember();

  /** The stable name of the kind of computation, as study files and ledgers write it. */
  String code();

  /** Case analysis that the compiler keeps complete. */
  <T> T fold(
      Function<? super Moments, ? extends T> moments,
      Function<? super Regression, ? extends T> regression,
      Function<? super Rehearsal, ? extends T> rehearsal,
      Function<? super Validation, ? extends T> validation);

  /** What every variant checks about its columns and its cap. */
  static void check(List<Variable> variables, long maxRowsPerMember) {
    if (variables.isEmpty() || variables.size() > MAX_VARIABLES) {
      throw new IllegalArgumentException(
          "a computation has 1 to " + MAX_VARIABLES + " variables, not " + variables.size());
    }
    Set<String> names = new HashSet<>();
    for (Variable variable : variables) {
      if (!names.add(variable.name())) {
        throw new IllegalArgumentException("two variables are named " + variable.name());
      }
    }
    if (maxRowsPerMember < 1 || maxRowsPerMember > MAX_ROWS_PER_MEMBER) {
      throw new IllegalArgumentException(
          "the cap on a member's rows is 1 to " + MAX_ROWS_PER_MEMBER);
    }
  }
}
