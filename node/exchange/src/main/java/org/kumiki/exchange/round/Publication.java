package org.kumiki.exchange.round;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.RoundResult;

/**
 * Checks a published sum: it must be the sum of the published masked vectors, each with the root
 * that its member signed. No secret is needed, so anybody can do it.
 */
public final class Publication {
  /** Up to this many bytes over all members, a node reads everything; beyond, random chunks. */
  private static final long READ_WHOLE_BYTES = 64L << 20;

  /**
   * Chunks that are read of long vectors. If a share p of all chunks were wrong, all n members
   * would miss it with probability (1 − p)^(32 n).
   */
  private static final int SAMPLED_CHUNKS = 32;

  private Publication() {}

  /** Where the published bytes are read from. */
  public interface Source {
    InputStream sum() throws IOException;

    InputStream vector(String member) throws IOException;

    VectorRoot.Chunks vectorChunks(String member) throws IOException;

    byte[] vectorChunk(String member, int chunk) throws IOException;
  }

  /** What the check found. */
  public sealed interface Verdict {
    /** The sum is right, as far as was read. */
    record Right(long[] sum) implements Verdict {}

    /** The sum or a vector is not what was signed. */
    record Wrong(String sentence) implements Verdict {}
  }

  /** Reads the sum, and the vectors whole or by random chunks. */
  public static Verdict check(RoundResult result, int length, Source source, RandomGenerator random)
      throws IOException {
    VectorSum published = new VectorSum(length);
    try (InputStream sum = source.sum()) {
      if (!published.add(sum).equals(result.sumRoot())) {
        return new Verdict.Wrong("the sum's bytes do not have the published root");
      }
    }
    long total = (long) length * Long.BYTES * result.uploads().size();
    return total <= READ_WHOLE_BYTES
        ? checkWhole(result, length, source, published)
        : checkChunks(result, source, published, random);
  }

  private static Verdict checkWhole(
      RoundResult result, int length, Source source, VectorSum published) throws IOException {
    VectorSum own = new VectorSum(length);
    for (Entry entry : result.uploads()) {
      try (InputStream vector = source.vector(entry.sender())) {
        if (!own.add(vector).equals(((MaskedVector) entry.body()).root())) {
          return new Verdict.Wrong("the vector of " + entry.sender() + " is not what it signed");
        }
      }
    }
    long[] sum = published.toArray();
    long[] expected = own.toArray();
    for (int i = 0; i < sum.length; i++) {
      if (sum[i] != expected[i]) {
        return new Verdict.Wrong("entry " + i + " is not the sum of the published vectors");
      }
    }
    return new Verdict.Right(sum);
  }

  private static Verdict checkChunks(
      RoundResult result, Source source, VectorSum published, RandomGenerator random)
      throws IOException {
    long[] sum = published.toArray();
    List<VectorRoot.Chunks> chunks = new ArrayList<>();
    for (Entry entry : result.uploads()) {
      VectorRoot.Chunks hashes = source.vectorChunks(entry.sender());
      if (!hashes.root().equals(((MaskedVector) entry.body()).root())) {
        return new Verdict.Wrong("the chunk list of " + entry.sender() + " is not what it signed");
      }
      if (hashes.totalBytes() != (long) sum.length * Long.BYTES) {
        return new Verdict.Wrong("the vector of " + entry.sender() + " has another length");
      }
      chunks.add(hashes);
    }
    int count = chunks.get(0).hashes().size();
    Set<Integer> sampled = new HashSet<>();
    while (sampled.size() < Math.min(SAMPLED_CHUNKS, count)) {
      sampled.add(random.nextInt(count));
    }
    for (int chunk : sampled) {
      int start = chunk * (VectorRoot.CHUNK_BYTES / Long.BYTES);
      long[] expected = new long[Math.min(VectorRoot.CHUNK_BYTES / Long.BYTES, sum.length - start)];
      for (int i = 0; i < chunks.size(); i++) {
        String member = result.uploads().get(i).sender();
        byte[] bytes = source.vectorChunk(member, chunk);
        ByteString hash = VectorRoot.chunkHash(bytes, bytes.length);
        if (bytes.length != expected.length * Long.BYTES
            || !hash.equals(chunks.get(i).hashes().get(chunk))) {
          return new Verdict.Wrong("chunk " + chunk + " of " + member + " is not what it signed");
        }
        for (int j = 0; j < expected.length; j++) {
          expected[j] += VectorBytes.read(bytes, j);
        }
      }
      for (int j = 0; j < expected.length; j++) {
        if (expected[j] != sum[start + j]) {
          return new Verdict.Wrong("chunk " + chunk + " is not the sum of the published vectors");
        }
      }
    }
    return new Verdict.Right(sum);
  }
}
