package org.kumiki.exchange.secagg;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.kumiki.exchange.disclosure.Release;

/**
 * The member's half of the secure sum: a {@link Release} goes in, masked bytes come out. It takes
 * nothing but a release, so no number reaches it that the disclosure gate has not let through.
 *
 * <p>Guarantees that without the masks of all other members the output is indistinguishable from
 * random bytes. Does not hide the vector's length.
 */
public final class MaskingClient {
  private MaskingClient() {}

  /**
   * Writes the masked vector, 8 bytes an entry, little-endian.
   *
   * @return the chunk hashes of what was written; their root is what the member signs
   */
  public static VectorRoot.Chunks mask(Release release, PairwiseMask mask, OutputStream out)
      throws IOException {
    long[] values = release.values();
    long[] chunk = new long[PairwiseMask.CHUNK_LENGTH];
    byte[] bytes = new byte[PairwiseMask.CHUNK_BYTES];
    VectorRoot root = new VectorRoot();
    for (int start = 0; start < values.length; start += chunk.length) {
      int length = Math.min(chunk.length, values.length - start);
      System.arraycopy(values, start, chunk, 0, length);
      mask.addTo(chunk, length);
      VectorBytes.write(chunk, length, bytes);
      root.update(bytes, 0, length * Long.BYTES);
      out.write(bytes, 0, length * Long.BYTES);
    }
    Arrays.fill(values, 0);
    return root.finish();
  }
}
