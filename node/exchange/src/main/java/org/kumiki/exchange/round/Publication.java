package org.kumiki.exchange.round;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.kumiki.exchange.secagg.SampledSum;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.secagg.VectorSample;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.learning.computation.Ring;

/**
 * Checks a published sum: it must be the sum of the published masked vectors, each with the root
 * that its member signed. No secret is needed, so anybody can do it.
 */
public final class Publication {
  /** Up to this many bytes over all members, a node reads everything; beyond, random chunks. */
  private static final long READ_WHOLE_BYTES = 16L << 20;

  /**
   * Chunks that are read of long vectors. If a share p of all chunks were wrong, all n members
   * would miss it with probability (1 − p)^(16 n).
   */
  private static final int SAMPLED_CHUNKS = 16;

  private final List<Entry> uploads;
  private final RoundResult result;
  private final Ring ring;
  private final Source source;
  private final VectorSum published;
  private final VectorSum added;
  private final long vectorBytes;

  private Publication(RoundResult result, int length, Ring ring, Source source) {
    this.result = result;
    this.uploads = result.uploads().stream().sorted(Comparator.comparing(Entry::sender)).toList();
    this.ring = ring;
    this.source = source;
    this.vectorBytes = (long) length * ring.bytes();
    this.published = new VectorSum(length, ring);
    this.added = new VectorSum(isShort() ? length : 0, ring);
  }

  /** Where the published bytes are read from. */
  public interface Source {
    InputStream sum() throws IOException;

    InputStream vector(String member) throws IOException;

    /** These chunks of every vector, as {@link VectorSample} has them. */
    InputStream sample(List<Integer> chunks) throws IOException;
  }

  /** What the check found. */
  public sealed interface Verdict {
    /** The sum is right, as far as was read. */
    record Right(long[] sum) implements Verdict {}

    /** The sum or a vector is not what was signed. */
    record Wrong(String sentence) implements Verdict {}

    /** What the node's machine is told. */
    default NodeEvent event() {
      return this instanceof Right right
          ? new NodeEvent.SumChecked(right.sum())
          : new NodeEvent.Stopped(Reason.PROTOCOL, ((Wrong) this).sentence());
    }
  }

  /**
   * Reads the sum, and the vectors whole or by random chunks.
   *
   * @param length entries of each vector
   * @throws IOException also where bytes are missing or too many: then nothing is known yet
   */
  public static Verdict check(
      RoundResult result, int length, Ring ring, Source source, RandomGenerator random)
      throws IOException {
    return new Publication(result, length, ring, source).check(random);
  }

  private Verdict check(RandomGenerator random) throws IOException {
    try (InputStream sum = source.sum()) {
      if (!published.add(sum).equals(result.sumRoot())) {
        return new Verdict.Wrong("the sum's bytes do not have the published root");
      }
    }
    Optional<String> wrong = isShort() ? whole() : sampled(chosen(random));
    return wrong.isPresent()
        ? new Verdict.Wrong(wrong.get())
        : new Verdict.Right(published.toArray());
  }

  private boolean isShort() {
    return vectorBytes * uploads.size() <= READ_WHOLE_BYTES;
  }

  private Optional<String> whole() throws IOException {
    for (Entry upload : uploads) {
      try (InputStream vector = source.vector(upload.sender())) {
        if (!added.add(vector).equals(root(upload))) {
          return Optional.of("the vector of " + upload.sender() + " is not what it signed");
        }
      }
    }
    int wrong = published.firstDifference(added);
    return wrong < 0
        ? Optional.empty()
        : Optional.of("entry " + wrong + " is not the sum of the published vectors");
  }

  private List<Integer> chosen(RandomGenerator random) {
    int count = VectorRoot.chunkCount(vectorBytes);
    TreeSet<Integer> chosen = new TreeSet<>();
    while (chosen.size() < Math.min(SAMPLED_CHUNKS, count)) {
      chosen.add(random.nextInt(count));
    }
    return List.copyOf(chosen);
  }

  private Optional<String> sampled(List<Integer> chosen) throws IOException {
    SampledSum sums = new SampledSum(chosen, vectorBytes, ring);
    try (InputStream in = source.sample(chosen)) {
      VectorSample.Reader reader = new VectorSample.Reader(in, vectorBytes);
      for (Entry upload : uploads) {
        Optional<String> wrong = addSample(upload, reader, sums);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      reader.end();
    }
    OptionalInt wrong = sums.firstDifference(published);
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of("chunk " + wrong.getAsInt() + " is not the sum of the published vectors");
  }

  private Optional<String> addSample(Entry upload, VectorSample.Reader reader, SampledSum sums)
      throws IOException {
    String member = upload.sender();
    VectorRoot.Chunks chunks = reader.nextChunks().orElse(null);
    if (chunks == null) {
      return Optional.of("the vector of " + member + " has another length");
    }
    if (!chunks.root().equals(root(upload))) {
      return Optional.of("the chunk list of " + member + " is not what it signed");
    }
    OptionalInt wrong = sums.add(chunks, reader);
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of("chunk " + wrong.getAsInt() + " of " + member + " is not what it signed");
  }

  private static ByteString root(Entry upload) {
    return ((MaskedVector) upload.body()).root();
  }
}
