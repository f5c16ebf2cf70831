package org.kumiki.exchange.disclosure;

import java.util.Arrays;
import org.kumiki.learning.computation.Ring;

/** A member's own numbers; owns the array that it is made of. */
final class GrantedVector implements Release {
  private final long[] owned;
  private final Ring ring;
  private volatile boolean closed;

  GrantedVector(long[] owned, Ring ring) {
    this.owned = owned;
    this.ring = ring;
  }

  @Override
  public int length() {
    return owned.length;
  }

  @Override
  public Ring ring() {
    return ring;
  }

  @Override
  public void copyTo(int start, long[] target, int length) {
    // Erased numbers are zeros, and zeros in their place would be a wrong answer.
    if (closed) {
      throw new IllegalStateException("a release is masked once");
    }
    System.arraycopy(owned, start, target, 0, length);
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(owned, 0);
  }
}
