package org.kumiki.exchange.secagg;

import java.io.IOException;
import java.io.InputStream;
import org.kumiki.exchange.wire.ByteString;

/**
 * The coordinator's half of the secure sum: masked vectors added modulo 2^64, one after the other,
 * in memory of one vector whatever the number of members. Whoever has the published masked vectors
 * can repeat it; there is no secret in it.
 *
 * <p>Not thread-safe.
 */
public final class VectorSum {
  private final long[] sum;

  public VectorSum(int length) {
    this.sum = new long[length];
  }

  /**
   * Reads exactly one vector and adds it.
   *
   * @return the root of the bytes read, which the caller compares with the member's signed root
   * @throws IOException if the stream ends early or goes on after the last entry; part of it is
   *     then in the sum, which is of no use any more
   */
  public ByteString add(InputStream vector) throws IOException {
    byte[] bytes = new byte[VectorRoot.CHUNK_BYTES];
    int entriesPerRead = bytes.length / Long.BYTES;
    VectorRoot root = new VectorRoot();
    for (int start = 0; start < sum.length; start += entriesPerRead) {
      int length = Math.min(entriesPerRead, sum.length - start);
      if (vector.readNBytes(bytes, 0, length * Long.BYTES) != length * Long.BYTES) {
        throw new IOException("the vector ends before its last entry");
      }
      root.update(bytes, 0, length * Long.BYTES);
      for (int i = 0; i < length; i++) {
        sum[start + i] += VectorBytes.read(bytes, i);
      }
    }
    if (vector.read() >= 0) {
      throw new IOException("the vector goes on after its last entry");
    }
    return root.finish().root();
  }

  /** A copy of the sum so far. */
  public long[] toArray() {
    return sum.clone();
  }

  /** The root of a vector that is held in memory, as it would be on the wire. */
  public static VectorRoot.Chunks chunksOf(long[] vector) {
    VectorRoot root = new VectorRoot();
    long[] chunk = new long[PairwiseMask.CHUNK_LENGTH];
    byte[] bytes = new byte[PairwiseMask.CHUNK_BYTES];
    for (int start = 0; start < vector.length; start += chunk.length) {
      int length = Math.min(chunk.length, vector.length - start);
      System.arraycopy(vector, start, chunk, 0, length);
      VectorBytes.write(chunk, length, bytes);
      root.update(bytes, 0, length * Long.BYTES);
    }
    return root.finish();
  }
}
