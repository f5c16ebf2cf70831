package org.kumiki.exchange.disclosure;

import org.kumiki.learning.computation.Ring;

/**
 * Integers that may leave this node under masks. Only {@link DisclosureGate} makes one, after the
 * ledger entry is durable. Masked once, by which it is closed.
 *
 * <p>Several threads may read it at once.
 */
public sealed interface Release extends AutoCloseable permits GrantedVector, ZeroVector {
  /** Entries of the vector. */
  int length();

  /** What the entries are integers of. */
  Ring ring();

  /**
   * Copies {@code length} entries from {@code start} on, as signed representatives, to the start of
   * {@code target}, which the caller overwrites after use.
   */
  void copyTo(int start, long[] target, int length);

  /** Overwrites the numbers; nothing can be read any more. */
  @Override
  void close();
}
