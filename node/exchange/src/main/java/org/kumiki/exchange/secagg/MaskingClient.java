package org.kumiki.exchange.secagg;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.kumiki.exchange.disclosure.Release;
import org.kumiki.learning.computation.Ring;

/**
 * The member's half of the secure sum: a {@link Release} goes in, masked bytes come out. It takes
 * nothing but a release, so no number reaches it that the disclosure gate has not let through.
 *
 * <p>Guarantees that without the masks of all other members the output is indistinguishable from
 * random bytes, and that the release and the mask's keys are erased when it returns. What the
 * ciphers hold is only dropped. Does not hide the vector's length.
 */
public final class MaskingClient {
  /** Each run costs a change of counter for each peer: with fewer chunks that is felt. */
  private static final int CHUNKS_PER_RUN = 8;

  private MaskingClient() {}

  /**
   * Writes the masked vector, entries of its ring, little-endian; closes release and mask, so that
   * neither is used twice.
   *
   * @return the chunk hashes of what was written; their root is what the member signs
   */
  public static VectorRoot.Chunks mask(Release release, RoundMask mask, OutputStream out)
      throws IOException {
    if (release.ring() != mask.ring()) {
      throw new IllegalArgumentException("a release of one ring and a mask of another");
    }
    try (release;
        mask) {
      HashLine line =
          new HashLine(
              CHUNKS_PER_RUN,
              () -> new Masking(release, mask.lane()),
              (run, length) -> out.write(run, 0, length));
      line.zeros((long) release.length() * release.ring().bytes());
      return line.finish();
    }
  }

  /**
   * Makes the masked bytes of a run; plain numbers lie in one chunk at a time, and not for long.
   */
  private static final class Masking implements HashLine.Work {
    private final Release release;
    private final RoundMask.Lane lane;
    private final long[] entries = new long[PairwiseMask.CHUNK_BYTES / Long.BYTES];

    Masking(Release release, RoundMask.Lane lane) {
      this.release = release;
      this.lane = lane;
    }

    @Override
    public void on(byte[] run, long start, int length) {
      Ring ring = release.ring();
      int first = (int) (start / ring.bytes());
      int count = length / ring.bytes();
      for (int at = 0; at < count; at += entries.length) {
        int part = Math.min(entries.length, count - at);
        release.copyTo(first + at, entries, part);
        VectorBytes.write(entries, 0, part, ring, run, at * ring.bytes());
      }
      Arrays.fill(entries, 0);
      lane.addTo(run, start, length);
    }
  }
}
