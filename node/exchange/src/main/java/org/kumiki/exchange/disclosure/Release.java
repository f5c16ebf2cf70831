package org.kumiki.exchange.disclosure;

/**
 * Integers that may leave this node under masks. Only {@link DisclosureGate} makes one, after the
 * ledger entry is durable.
 */
public sealed interface Release permits GrantedVector, ZeroVector {
  /** Entries of the vector. */
  int length();

  /** A fresh copy of the fixed-point integers; the caller overwrites it after use. */
  long[] values();
}
