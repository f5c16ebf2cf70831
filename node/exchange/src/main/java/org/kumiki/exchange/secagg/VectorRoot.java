package org.kumiki.exchange.secagg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.List;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.WireWriter;

/**
 * The name of a vector's bytes: a hash over the hashes of its 64 KiB chunks. Whoever holds the list
 * of chunk hashes can check any chunk alone.
 *
 * <p>Takes bytes in any portions and hashes them on whatever cores are free; not thread-safe.
 */
public final class VectorRoot {
  /** A chunk is small enough to fetch at random, large enough for a short list of hashes. */
  public static final int CHUNK_BYTES = 64 * 1024;

  private static final String CHUNK_TAG = "kumiki vector chunk";

  /** To hand over fewer chunks at once costs as much as hashing them. */
  static final int CHUNKS_PER_RUN = 4;

  private final HashLine line =
      new HashLine(CHUNKS_PER_RUN, () -> (run, start, length) -> {}, (run, length) -> {});

  public void update(byte[] bytes, int offset, int length) {
    try {
      line.put(bytes, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is read or written here", e);
    }
  }

  /** Ends the vector: the hash of each chunk, in order. */
  public Chunks finish() {
    try {
      return line.finish();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is read or written here", e);
    }
  }

  /** The hash of one chunk's bytes. */
  public static ByteString chunkHash(byte[] bytes, int length) {
    return chunkHash(bytes, 0, length);
  }

  static ByteString chunkHash(byte[] bytes, int offset, int length) {
    MessageDigest digest = Sha256.tagged(CHUNK_TAG);
    digest.update(bytes, offset, length);
    return ByteString.of(digest.digest());
  }

  /** How many chunks a vector of so many bytes has. */
  public static int chunkCount(long totalBytes) {
    return Math.toIntExact((totalBytes + CHUNK_BYTES - 1) / CHUNK_BYTES);
  }

  /** Bytes of one chunk: the last may be shorter than the others. */
  public static int chunkLength(long totalBytes, int chunk) {
    return (int) Math.min(CHUNK_BYTES, totalBytes - (long) chunk * CHUNK_BYTES);
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
      if (hashes.size() != chunkCount(totalBytes)) {
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
