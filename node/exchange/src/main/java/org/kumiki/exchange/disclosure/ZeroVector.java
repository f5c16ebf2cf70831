package org.kumiki.exchange.disclosure;

/** What a member sends whose own rules forbid its contribution: indistinguishable once masked. */
record ZeroVector(int length) implements Release {
  @Override
  public long[] values() {
    return new long[length];
  }
}
