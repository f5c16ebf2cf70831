package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.RoundResult;

class PublicationTest {
  private static final ByteString HASH = ByteString.of(new byte[32]);
  private static final ByteString SIGNATURE = ByteString.of(new byte[64]);

  @Test
  void aRightSumIsAcceptedWholeOrByChunks() throws Exception {
    for (int length : List.of(10, 3_000_000)) {
      Published published = new Published(length);
      Publication.Verdict.Right right =
          assertInstanceOf(Publication.Verdict.Right.class, published.check());
      assertArrayEquals(published.sum, right.sum());
    }
  }

  @Test
  void oneWrongEntryOfAShortSumIsAlwaysFound() throws Exception {
    for (int entry = 0; entry < 10; entry++) {
      Published published = new Published(10);
      published.sum[entry] += 1;
      assertWrong(published, "is not the sum of the published vectors");
    }
  }

  @Test
  void aVectorThatIsNotWhatItsMemberSignedIsFoundAndNamed() throws Exception {
    Published published = new Published(10);
    published.vectors.get("member-b")[3] += 1;
    assertWrong(published, "member-b is not what it signed");
  }

  @Test
  void aLongSumWrongInATenthOfItsEntriesIsFoundByRandomChunks() throws Exception {
    Published published = new Published(3_000_000);
    for (int i = 0; i < published.sum.length; i += 10) {
      published.sum[i] += 1;
    }
    assertWrong(published, "is not the sum of the published vectors");
  }

  @Test
  void aLongVectorOfAnotherLengthIsFoundBeforeItsChunksAreRead() throws Exception {
    Published published = new Published(3_000_000);
    long[] longer = Arrays.copyOf(published.vectors.get("member-a"), 3_100_000);
    published.vectors.put("member-a", longer);
    ByteString root = VectorSum.chunksOf(longer).root();
    published.uploads.set(
        0,
        new Entry(
            "member-a", new MaskedVector(1, HASH, root, 3_000_000, Unwitnessed.HEAD), SIGNATURE));
    assertWrong(published, "the vector of member-a has another length");
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

    Published(int length) {
      Random random = new Random(length);
      sum = new long[length];
      for (String member : List.of("member-a", "member-b", "member-c")) {
        long[] vector = random.longs(length).toArray();
        vectors.put(member, vector);
        ByteString root = VectorSum.chunksOf(vector).root();
        uploads.add(
            new Entry(
                member, new MaskedVector(1, HASH, root, length, Unwitnessed.HEAD), SIGNATURE));
        for (int i = 0; i < length; i++) {
          sum[i] += vector[i];
        }
      }
    }

    Publication.Verdict check() throws IOException {
      RoundResult result = new RoundResult(1, HASH, VectorSum.chunksOf(sum).root(), uploads);
      return Publication.check(result, sum.length, this, new Random(1));
    }

    @Override
    public InputStream sum() {
      return new ByteArrayInputStream(bytes(sum));
    }

    @Override
    public InputStream vector(String member) {
      return new ByteArrayInputStream(bytes(vectors.get(member)));
    }

    @Override
    public VectorRoot.Chunks vectorChunks(String member) {
      return VectorSum.chunksOf(vectors.get(member));
    }

    @Override
    public byte[] vectorChunk(String member, int chunk) {
      byte[] bytes = bytes(vectors.get(member));
      int start = chunk * VectorRoot.CHUNK_BYTES;
      return Arrays.copyOfRange(
          bytes, start, Math.min(bytes.length, start + VectorRoot.CHUNK_BYTES));
    }

    private static byte[] bytes(long[] vector) {
      byte[] bytes = new byte[vector.length * Long.BYTES];
      VectorBytes.write(vector, vector.length, bytes);
      return bytes;
    }
  }
}
