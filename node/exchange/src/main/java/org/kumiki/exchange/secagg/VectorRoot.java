package org.kumiki.exchange.secagg;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.WireWriter;

/**
 * The name of a vector's bytes: a hash over the hashes of its 64 KiB chunks. Whoever holds the list
 * of chunk hashes can check any chunk alone.
 *
 * <p>Takes bytes in any portions; not thread-safe.
 */
public final class VectorRoot {
  /** A chunk is small enough to fetch at random, large enough for a short list of hashes. */
  public static final int CHUNK_BYTES = 64 * 1024;

  private static final String CHUNK_TAG = "kumiki vector chunk";

  private final List<ByteString> chunks = new ArrayList<>();
  private MessageDigest chunk = Sha256.tagged(CHUNK_TAG);
  private int inChunk;
  private long total;

  public void update(byte[] bytes, int offset, int length) {
    int position = offset;
    while (position < offset + length) {
      int taken = Math.min(offset + length - position, CHUNK_BYTES - inChunk);
      chunk.update(bytes, position, taken);
      position += taken;
      inChunk += taken;
      if (inChunk == CHUNK_BYTES) {
        closeChunk();
      }
    }
    total += length;
  }

  /** Ends the vector: the hash of each chunk, in order. */
  public Chunks finish() {
    if (inChunk > 0) {
      closeChunk();
    }
    return new Chunks(total, chunks);
  }

  /** The hash of one chunk's bytes. */
  public static ByteString chunkHash(byte[] bytes, int length) {
    MessageDigest digest = Sha256.tagged(CHUNK_TAG);
    digest.update(bytes, 0, length);
    return ByteString.of(digest.digest());
  }

  private void closeChunk() {
    chunks.add(ByteString.of(chunk.digest()));
    chunk = Sha256.tagged(CHUNK_TAG);
    inChunk = 0;
  }

  /**
   * All chunk hashes of one vector.
   *
   * @param totalBytes length of the vector in bytes
   * @param hashes one a chunk, in order
   */
  public record Chunks(long totalBytes, List<ByteString> hashes) {
    public Chunks {
      hashes = List.copyOf(hashes);
      if (hashes.size() != (totalBytes + CHUNK_BYTES - 1) / CHUNK_BYTES) {
        throw new IllegalArgumentException(
            hashes.size() + " chunk hashes do not fit " + totalBytes + " bytes");
      }
    }

    public ByteString root() {
      WireWriter out = new WireWriter().u64(totalBytes);
      hashes.forEach(out::fixed);
      return Sha256.hash("kumiki vector", out.toByteArray());
    }
  }
}
