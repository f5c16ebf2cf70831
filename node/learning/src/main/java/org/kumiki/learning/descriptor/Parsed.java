package org.kumiki.learning.descriptor;

import java.util.function.Function;

/** What came of reading a composition: the {@link Composition}, or why there is none. */
public sealed interface Parsed permits Composition, Unreadable {

  /** Case analysis: exactly one of the two functions is called. */
  default <R> R fold(
      Function<? super Composition, ? extends R> readable,
      Function<? super Unreadable, ? extends R> unreadable) {
    return this instanceof Composition composition
        ? readable.apply(composition)
        : unreadable.apply((Unreadable) this);
  }
}
