package org.kumiki.exchange.secagg;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Ring;

/**
 * The coordinator's half of the secure sum: masked vectors added modulo 2^k, one after the other,
 * in memory of one vector whatever the number of members. Whoever has the published masked vectors
 * can repeat it; there is no secret in it.
 *
 * <p>Not thread-safe.
 */
public final class VectorSum {
  private final Ring ring;
  private final byte[] sum;

  /**
   * @param length entries of the vectors
   */
  public VectorSum(int length, Ring ring) {
    this.ring = ring;
    this.sum = new byte[Math.multiplyExact(length, ring.bytes())];
  }

  public Ring ring() {
    return ring;
  }

  /**
   * Reads exactly one vector and adds it.
   *
   * @return the root of the bytes read, which the caller compares with the member's signed root
   * @throws IOException if the stream ends early or goes on after the last entry; part of it is
   *     then in the sum, which is of no use any more
   */
  public ByteString add(InputStream vector) throws IOException {
    // Runs cover different entries, so that cores never add to the same ones.
    HashLine line =
        new HashLine(
            VectorRoot.CHUNKS_PER_RUN,
            () -> (run, start, bytes) -> VectorBytes.addAt(run, bytes, ring, sum, (int) start),
            (run, bytes) -> {});
    requireWhole(line.read(vector, sum.length), vector);
    return line.finish().root();
  }

  /**
   * As {@link #add}, for bytes whose root the caller has checked before: costs a tenth.
   *
   * @throws IOException as {@link #add}
   */
  public void addChecked(InputStream vector) throws IOException {
    byte[] part = new byte[Math.min(sum.length, VectorRoot.CHUNK_BYTES)];
    int at = 0;
    while (at < sum.length) {
      int count = vector.readNBytes(part, 0, Math.min(part.length, sum.length - at));
      if (count == 0 || count % ring.bytes() != 0) {
        break;
      }
      VectorBytes.addAt(part, count, ring, sum, at);
      at += count;
    }
    requireWhole(at, vector);
  }

  /** A copy of the sum so far, as signed representatives. */
  public long[] toArray() {
    return VectorBytes.toArray(sum, ring);
  }

  /** A copy of the bytes of one chunk of the sum so far. */
  public byte[] chunk(int index) {
    int start = index * VectorRoot.CHUNK_BYTES;
    return Arrays.copyOfRange(sum, start, start + VectorRoot.chunkLength(sum.length, index));
  }

  /** The first entry in which two sums of one length and ring differ, or −1 if there is none. */
  public int firstDifference(VectorSum other) {
    int differing = Arrays.mismatch(sum, other.sum);
    return differing < 0 ? -1 : differing / ring.bytes();
  }

  /** The chunk hashes of a vector that is held in memory, as it would be on the wire. */
  public static VectorRoot.Chunks chunksOf(long[] vector, Ring ring) {
    HashLine line =
        new HashLine(
            VectorRoot.CHUNKS_PER_RUN, () -> new Serialiser(vector, ring), (run, bytes) -> {});
    try {
      line.zeros((long) vector.length * ring.bytes());
      return line.finish();
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read or written here", e);
    }
  }

  private void requireWhole(long bytes, InputStream vector) throws IOException {
    if (bytes < sum.length) {
      throw new IOException("the vector ends before its last entry");
    }
    if (vector.read() >= 0) {
      throw new IOException("the vector goes on after its last entry");
    }
  }

  /** Makes the bytes of a run from its entries. */
  private record Serialiser(long[] vector, Ring ring) implements HashLine.Work {
    @Override
    public void on(byte[] run, long start, int length) {
      int first = (int) (start / ring.bytes());
      VectorBytes.write(vector, first, length / ring.bytes(), ring, run, 0);
    }
  }
}
