package org.kumiki.exchange.secagg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Ring;

class VectorRootTest {
  private static final int CHUNK = 64 * 1024;

  @Test
  void rootsAroundTheChunksEndAreThoseOfTheSlowOracleInWhateverPortions() throws Exception {
    Random random = new Random(3);
    List<Integer> sizes =
        List.of(8, CHUNK - 8, CHUNK, CHUNK + 8, 2 * CHUNK - 8, 2 * CHUNK, 2 * CHUNK + 8);
    for (int size : sizes) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      VectorRoot root = new VectorRoot();
      for (int at = 0; at < size; ) {
        int portion = Math.min(size - at, 1 + random.nextInt(CHUNK));
        root.update(bytes, at, portion);
        at += portion;
      }
      assertEquals(oracle(bytes), root.finish().root(), size + " bytes");
    }
  }

  @Test
  void rootsAreTheGoldenOnes() {
    JsonNode roots = Vectors.own("derivation", "round").get("vectorRoots");
    Iterator<Map.Entry<String, JsonNode>> golden = roots.fields();
    while (golden.hasNext()) {
      Map.Entry<String, JsonNode> entry = golden.next();
      byte[] bytes = new byte[Integer.parseInt(entry.getKey())];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (31 * i + 7);
      }
      VectorRoot root = new VectorRoot();
      root.update(bytes, 0, bytes.length);
      assertEquals(entry.getValue().asText(), root.finish().root().hex(), entry.getKey());
    }
  }

  @Test
  void eachChunkCanBeCheckedAlone() {
    long[] vector = new Random(4).longs(3 * CHUNK / 8 + 5).toArray();
    VectorRoot.Chunks chunks = VectorSum.chunksOf(vector, Ring.Z64);
    byte[] bytes = bytes(vector);
    assertEquals(4, chunks.hashes().size());
    for (int i = 0; i < 4; i++) {
      byte[] chunk = Arrays.copyOfRange(bytes, i * CHUNK, Math.min(bytes.length, (i + 1) * CHUNK));
      assertEquals(chunks.hashes().get(i), VectorRoot.chunkHash(chunk, chunk.length));
    }
  }

  @Test
  void aVectorAndItsPaddedTwinHaveOtherRoots() {
    assertNotEquals(
        VectorSum.chunksOf(new long[] {1}, Ring.Z64).root(),
        VectorSum.chunksOf(new long[] {1, 0}, Ring.Z64).root());
  }

  @Test
  void chunkHashesThatDoNotFitTheLengthAreRefused() {
    ByteString hash = ByteString.of(new byte[32]);
    assertThrows(
        IllegalArgumentException.class, () -> new VectorRoot.Chunks(CHUNK + 8L, List.of(hash)));
  }

  @Property(tries = 25)
  void rootsOfVectorsThatManyCoresHashAreThoseOfTheSlowOracle(
      @ForAll @IntRange(min = 0, max = 3_000_000) int size, @ForAll long seed) throws Exception {
    Random random = new Random(seed);
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    VectorRoot root = new VectorRoot();
    for (int at = 0; at < size; ) {
      int portion = Math.min(size - at, 1 + random.nextInt(8 * CHUNK));
      root.update(bytes, at, portion);
      at += portion;
    }
    assertEquals(oracle(bytes), root.finish().root());
  }

  @Property(tries = 20)
  void theSumIsThatOfTheVectorsModuloTheRing(
      @ForAll Ring ring, @ForAll @IntRange(min = 1, max = 200_000) int length, @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    VectorSum sum = new VectorSum(length, ring);
    VectorSum checkedBefore = new VectorSum(length, ring);
    long[] expected = new long[length];
    for (int member = 0; member < 3; member++) {
      long[] vector = random.longs(length).toArray();
      byte[] bytes = VectorBytes.of(vector, ring);
      ByteString root = sum.add(new ByteArrayInputStream(bytes));
      checkedBefore.addChecked(new ByteArrayInputStream(bytes));
      assertEquals(oracle(bytes), root);
      assertEquals(VectorSum.chunksOf(vector, ring).root(), root);
      for (int i = 0; i < length; i++) {
        expected[i] = ring.signed(expected[i] + vector[i]);
      }
    }
    assertArrayEquals(expected, sum.toArray());
    assertEquals(-1, sum.firstDifference(checkedBefore));
    int last = VectorRoot.chunkCount((long) length * ring.bytes()) - 1;
    byte[] all = VectorBytes.of(expected, ring);
    assertArrayEquals(Arrays.copyOfRange(all, last * CHUNK, all.length), sum.chunk(last));
  }

  @Test
  void entriesOfTheSmallerRingAreSignedAndFourBytesLong() {
    long[] edges = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 31, (1L << 32) - 1};
    byte[] bytes = VectorBytes.of(edges, Ring.Z32);
    assertEquals(4 * edges.length, bytes.length);
    assertArrayEquals(
        new long[] {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE, -1},
        VectorBytes.toArray(bytes, Ring.Z32));
    assertArrayEquals(new byte[] {-1, -1, -1, 127}, Arrays.copyOfRange(bytes, 12, 16));
  }

  @Test
  void theFirstDifferenceOfTwoSumsIsAnEntryAndNotAByte() throws Exception {
    VectorSum one = new VectorSum(10, Ring.Z32);
    VectorSum other = new VectorSum(10, Ring.Z32);
    long[] vector = new long[10];
    vector[7] = 1L << 24;
    other.add(new ByteArrayInputStream(VectorBytes.of(vector, Ring.Z32)));
    assertEquals(7, one.firstDifference(other));
  }

  @Test
  void aVectorThatEndsEarlyOrGoesOnIsRefused() {
    for (int length : List.of(0, 7, 8, 79, 81, 88)) {
      String expected = length < 80 ? "the vector ends before" : "the vector goes on";
      ByteArrayInputStream bytes = new ByteArrayInputStream(new byte[length]);
      VectorSum sum = new VectorSum(10, Ring.Z64);
      IOException refusal = assertThrows(IOException.class, () -> sum.add(bytes));
      assertTrue(refusal.getMessage().startsWith(expected), refusal.getMessage());
      bytes.reset();
      refusal = assertThrows(IOException.class, () -> sum.addChecked(bytes));
      assertTrue(refusal.getMessage().startsWith(expected), refusal.getMessage());
    }
  }

  /** The definition, written out: SHA-256 with tags over length and chunk hashes. */
  private static ByteString oracle(byte[] bytes) throws Exception {
    MessageDigest root = tagged("kumiki vector");
    root.update(ByteBuffer.allocate(8).putLong(bytes.length).array());
    for (int at = 0; at < bytes.length; at += CHUNK) {
      MessageDigest chunk = tagged("kumiki vector chunk");
      for (int i = at; i < Math.min(bytes.length, at + CHUNK); i++) {
        chunk.update(bytes[i]);
      }
      root.update(chunk.digest());
    }
    return ByteString.of(root.digest());
  }

  private static MessageDigest tagged(String tag) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(new byte[] {0, (byte) tag.length()});
    for (char c : tag.toCharArray()) {
      digest.update((byte) c);
    }
    return digest;
  }

  private static byte[] bytes(long[] vector) {
    return VectorBytes.of(vector, Ring.Z64);
  }
}
