package org.kumiki.exchange.disclosure;

import java.util.Arrays;
import java.util.Objects;
import org.kumiki.learning.computation.Ring;

/** What a member sends whose own rules forbid its contribution: indistinguishable once masked. */
record ZeroVector(int length, Ring ring) implements Release {
  @Override
  public void copyTo(int start, long[] target, int length) {
    Objects.checkFromIndexSize(start, length, this.length);
    Arrays.fill(target, 0, length, 0);
  }

  @Override
  public void close() {
    // There is nothing in it that needs to be erased.
  }
}
