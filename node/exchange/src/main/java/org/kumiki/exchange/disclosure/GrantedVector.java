package org.kumiki.exchange.disclosure;

/** A member's own numbers; owns its copy. */
record GrantedVector(long[] owned) implements Release {
  GrantedVector {
    owned = owned.clone();
  }

  @Override
  public int length() {
    return owned.length;
  }

  @Override
  public long[] values() {
    return owned.clone();
  }
}
