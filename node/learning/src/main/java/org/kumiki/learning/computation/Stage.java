package org.kumiki.learning.computation;

import java.util.function.Function;

/** What a merge gives: the state of the next round, or the result after the last. */
public sealed interface Stage permits State, Result {
  Computation computation();

  /** Case analysis that the compiler keeps complete. */
  <T> T either(
      Function<? super State, ? extends T> next, Function<? super Result, ? extends T> done);
}
