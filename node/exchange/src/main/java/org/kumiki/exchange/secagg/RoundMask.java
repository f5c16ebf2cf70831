package org.kumiki.exchange.secagg;

import org.kumiki.learning.computation.Ring;

/**
 * One member's mask of one round: as many random entries as the vector has, which disappear in the
 * sum. {@link MaskingClient} uses it once and closes it.
 */
public interface RoundMask extends AutoCloseable {
  /** What the mask's entries are integers of. */
  Ring ring();

  /**
   * A way to read the mask, for one thread at a time; several may be in use at once.
   *
   * @throws IllegalStateException if the mask was closed
   */
  Lane lane();

  /** Erases the keys that are held here; lanes that were handed out are of no use any more. */
  @Override
  void close();

  /** Adds any part of the mask; going on where the last part ended is fastest. */
  interface Lane {
    /**
     * Adds the mask of the vector's bytes from {@code start} on to the first {@code length} bytes
     * of {@code part}, entry by entry.
     *
     * @param start a multiple of {@link PairwiseMask#CHUNK_BYTES}
     */
    void addTo(byte[] part, long start, int length);
  }
}
