package org.kumiki.exchange.secagg;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * Some chunks of every vector of a round, with what proves them, in one stream: for each member in
 * ascending order {@code u64 bytes ‖ u32 count ‖ count hashes}, then the bytes of the chosen chunks
 * in ascending order. {@link #stream} writes it, {@link Reader} reads it.
 */
public final class VectorSample {
  /** More than any node asks for; a request for more is refused. */
  public static final int MAX_CHUNKS = 64;

  private VectorSample() {}

  /** A published vector, read where it is kept. */
  public interface Vector {
    VectorRoot.Chunks chunks() throws IOException;

    byte[] chunk(int index) throws IOException;
  }

  /** Chunks in the order of the stream; a list that is anything else is refused. */
  public static List<Integer> requireChosen(List<Integer> chosen, int count) {
    if (chosen.isEmpty() || chosen.size() > MAX_CHUNKS) {
      throw new WireFormatException("a sample has 1 to " + MAX_CHUNKS + " chunks");
    }
    int before = -1;
    for (int index : chosen) {
      if (index <= before || index >= count) {
        throw new WireFormatException("chunks are named once each, ascending, below " + count);
      }
      before = index;
    }
    return chosen;
  }

  /**
   * The stream, which holds one chunk at a time. What a vector throws is thrown unchecked.
   *
   * @param vectors one a member, in ascending order of their names
   */
  public static InputStream stream(Iterator<? extends Vector> vectors, List<Integer> chosen) {
    return new SequenceInputStream(new Parts(vectors, chosen));
  }

  private static byte[] head(VectorRoot.Chunks chunks) {
    WireWriter out = new WireWriter().u64(chunks.totalBytes()).u32(chunks.hashes().size());
    chunks.hashes().forEach(out::fixed);
    return out.toByteArray();
  }

  /** Each vector's head and chunks, made when the stream comes to them. */
  private static final class Parts implements Enumeration<InputStream> {
    private final Iterator<? extends Vector> vectors;
    private final List<Integer> chosen;
    private Vector vector;
    private int next;

    Parts(Iterator<? extends Vector> vectors, List<Integer> chosen) {
      this.vectors = vectors;
      this.chosen = chosen;
      this.next = chosen.size();
    }

    @Override
    public boolean hasMoreElements() {
      return next < chosen.size() || vectors.hasNext();
    }

    @Override
    public InputStream nextElement() {
      try {
        if (next < chosen.size()) {
          return new ByteArrayInputStream(vector.chunk(chosen.get(next++)));
        }
        vector = vectors.next();
        next = 0;
        return new ByteArrayInputStream(head(vector.chunks()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Reads the stream in its order, member by member: {@link #nextChunks}, then {@link #chunk} for
   * each chosen chunk. Takes no more memory than vectors of the expected length allow.
   *
   * <p>Not thread-safe. Throws {@link IOException} where the stream ends early or goes on.
   */
  public static final class Reader {
    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;

    private final InputStream in;
    private final long vectorBytes;

    /**
     * @param vectorBytes what each vector's length must be
     */
    public Reader(InputStream in, long vectorBytes) {
      this.in = in;
      this.vectorBytes = vectorBytes;
    }

    /** The next member's chunk hashes; nothing if its vector has another length. */
    public Optional<VectorRoot.Chunks> nextChunks() throws IOException {
      WireReader head = new WireReader(exactly(HEAD_BYTES));
      int count = VectorRoot.chunkCount(vectorBytes);
      if (head.u64("bytes") != vectorBytes || head.u32("count") != count) {
        return Optional.empty();
      }
      WireReader body = new WireReader(exactly(count * Sha256.SIZE_BYTES));
      List<ByteString> hashes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        hashes.add(body.fixed(Sha256.SIZE_BYTES, "hash"));
      }
      return Optional.of(new VectorRoot.Chunks(vectorBytes, hashes));
    }

    /** The bytes of the member's next chosen chunk. */
    public byte[] chunk(int index) throws IOException {
      return exactly(VectorRoot.chunkLength(vectorBytes, index));
    }

    /** Nothing follows the last member's last chunk. */
    public void end() throws IOException {
      if (in.read() >= 0) {
        throw new IOException("the sample goes on after its last chunk");
      }
    }

    private byte[] exactly(int length) throws IOException {
      // Never more than a chunk, or the hashes of a vector whose length is expected.
      byte[] bytes = new byte[length];
      if (in.readNBytes(bytes, 0, length) < length) {
        throw new IOException("the sample ends before its last chunk");
      }
      return bytes;
    }
  }
}
