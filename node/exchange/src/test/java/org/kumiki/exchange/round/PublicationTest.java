package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.ledger.UncomparedHeads;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.secagg.VectorSample;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.learning.computation.Ring;

class PublicationTest {
  private static final ByteString HASH = ByteString.of(new byte[32]);
  private static final ByteString SIGNATURE = ByteString.of(new byte[64]);

  /** More than 16 MiB over three members, and a last chunk that is shorter than the others. */
  private static final int LONG = 1_500_001;

  @Test
  void aRightSumIsAcceptedWholeOrBySample() throws Exception {
    for (Ring ring : Ring.values()) {
      for (int length : List.of(10, LONG)) {
        Published published = new Published(length, ring);
        Publication.Verdict.Right right =
            assertInstanceOf(Publication.Verdict.Right.class, published.check());
        assertArrayEquals(published.sum, right.sum());
        assertEquals(length == LONG ? 1 : 0, published.samples);
      }
    }
  }

  @Test
  void oneWrongEntryOfAShortSumIsAlwaysFound() throws Exception {
    for (int entry = 0; entry < 10; entry++) {
      Published published = new Published(10, Ring.Z32);
      published.sum[entry] += 1;
      assertWrong(published, "entry " + entry + " is not the sum of the published vectors");
    }
  }

  @Test
  void aSumWithoutThePublishedRootIsFound() throws Exception {
    Published published = new Published(10, Ring.Z64);
    RoundResult result = published.result();
    published.sum[0] += 1;
    Publication.Verdict verdict = Publication.check(result, 10, Ring.Z64, published, new Random(1));
    assertInstanceOf(Publication.Verdict.Wrong.class, verdict);
  }

  @Test
  void aVectorThatIsNotWhatItsMemberSignedIsFoundAndNamed() throws Exception {
    Published published = new Published(10, Ring.Z64);
    published.vectors.get("member-b")[3] += 1;
    assertWrong(published, "member-b is not what it signed");
  }

  @Test
  void aLongSumWrongInATenthOfItsEntriesIsFoundBySample() throws Exception {
    Published published = new Published(LONG, Ring.Z64);
    for (int i = 0; i < published.sum.length; i += 10) {
      published.sum[i] += 1;
    }
    assertWrong(published, "is not the sum of the published vectors");
  }

  @Test
  void aLongVectorOfAnotherLengthIsFoundBeforeItsChunksAreRead() throws Exception {
    Published published = new Published(LONG, Ring.Z64);
    long[] longer = Arrays.copyOf(published.vectors.get("member-a"), LONG + 10_000);
    published.vectors.put("member-a", longer);
    ByteString root = VectorSum.chunksOf(longer, Ring.Z64).root();
    published.uploads.set(
        0,
        new Entry(
            "member-a", new MaskedVector(1, HASH, root, LONG, UncomparedHeads.EMPTY), SIGNATURE));
    assertWrong(published, "the vector of member-a has another length");
  }

  @Test
  void aLieInAnyPartOfASampleIsFoundAndNamed() throws Exception {
    Published published = new Published(LONG, Ring.Z64);
    int hashes = VectorRoot.chunkCount(LONG * 8L) * 32;
    int member = 12 + hashes + published.sampleBytes();
    assertWrong(published.lyingAt(7), "the vector of member-a has another length");
    assertWrong(published.lyingAt(11), "the vector of member-a has another length");
    assertWrong(published.lyingAt(12), "the chunk list of member-a is not what it signed");
    assertWrong(published.lyingAt(12 + hashes - 1), "the chunk list of member-a is not");
    assertWrong(published.lyingAt(12 + hashes), "of member-a is not what it signed");
    assertWrong(published.lyingAt(member - 1), "of member-a is not what it signed");
    assertWrong(published.lyingAt(member + 7), "the vector of member-b has another length");
    assertWrong(published.lyingAt(3 * member - 1), "of member-c is not what it signed");
  }

  @Test
  void aSampleThatEndsEarlyOrGoesOnSaysNothingYet() throws Exception {
    Published published = new Published(LONG, Ring.Z64);
    int hashes = VectorRoot.chunkCount(LONG * 8L) * 32;
    int whole = 3 * (12 + hashes + published.sampleBytes());
    for (int length : List.of(0, 5, 12, 40, 12 + hashes, 13 + hashes, whole - 1, whole + 1)) {
      published.cutAt = length;
      assertThrows(IOException.class, published::check, length + " bytes");
    }
    published.cutAt = whole;
    assertInstanceOf(Publication.Verdict.Right.class, published.check());
  }

  private static void assertWrong(Published published, String sentence) throws IOException {
    Publication.Verdict.Wrong wrong =
        assertInstanceOf(Publication.Verdict.Wrong.class, published.check());
    assertTrue(wrong.sentence().contains(sentence), wrong.sentence());
  }

  /** Three random vectors with their signed roots, whose published bytes a test may change. */
  private static final class Published implements Publication.Source {
    final Map<String, long[]> vectors = new TreeMap<>();
    final long[] sum;
    private final List<Entry> uploads = new ArrayList<>();
    private final Ring ring;
    private int samples;
    private int lieAt = -1;
    private int cutAt = -1;
    private List<Integer> chosen = List.of();

    Published(int length, Ring ring) {
      this.ring = ring;
      Random random = new Random(length);
      sum = new long[length];
      for (String member : List.of("member-a", "member-b", "member-c")) {
        long[] vector = random.longs(length).toArray();
        vectors.put(member, vector);
        ByteString root = VectorSum.chunksOf(vector, ring).root();
        uploads.add(
            new Entry(
                member, new MaskedVector(1, HASH, root, length, UncomparedHeads.EMPTY), SIGNATURE));
        for (int i = 0; i < length; i++) {
          sum[i] = ring.signed(sum[i] + vector[i]);
        }
      }
    }

    Published lyingAt(int position) {
      lieAt = position;
      return this;
    }

    /** Bytes of one member's chosen chunks. */
    int sampleBytes() throws IOException {
      check();
      long all = (long) sum.length * ring.bytes();
      return chosen.stream().mapToInt(chunk -> VectorRoot.chunkLength(all, chunk)).sum();
    }

    RoundResult result() {
      return new RoundResult(1, HASH, VectorSum.chunksOf(sum, ring).root(), uploads);
    }

    Publication.Verdict check() throws IOException {
      return Publication.check(result(), sum.length, ring, this, new Random(1));
    }

    @Override
    public InputStream sum() {
      return new ByteArrayInputStream(VectorBytes.of(sum, ring));
    }

    @Override
    public InputStream vector(String member) {
      return new ByteArrayInputStream(VectorBytes.of(vectors.get(member), ring));
    }

    @Override
    public InputStream sample(List<Integer> chunks) throws IOException {
      samples++;
      chosen = chunks;
      List<Kept> kept =
          vectors.values().stream().map(v -> new Kept(VectorBytes.of(v, ring))).toList();
      byte[] body = VectorSample.stream(kept.iterator(), chunks).readAllBytes();
      if (lieAt >= 0) {
        body[lieAt] ^= 1;
      }
      return new ByteArrayInputStream(cutAt < 0 ? body : Arrays.copyOf(body, cutAt));
    }
  }

  private record Kept(byte[] bytes) implements VectorSample.Vector {
    @Override
    public VectorRoot.Chunks chunks() {
      VectorRoot root = new VectorRoot();
      root.update(bytes, 0, bytes.length);
      return root.finish();
    }

    @Override
    public byte[] chunk(int index) {
      int start = index * VectorRoot.CHUNK_BYTES;
      return Arrays.copyOfRange(bytes, start, start + VectorRoot.chunkLength(bytes.length, index));
    }
  }
}
