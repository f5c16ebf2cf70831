package org.kumiki.exchange.secagg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.wire.ByteString;

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
    VectorRoot.Chunks chunks = VectorSum.chunksOf(vector);
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
        VectorSum.chunksOf(new long[] {1}).root(), VectorSum.chunksOf(new long[] {1, 0}).root());
  }

  @Test
  void chunkHashesThatDoNotFitTheLengthAreRefused() {
    ByteString hash = ByteString.of(new byte[32]);
    assertThrows(
        IllegalArgumentException.class, () -> new VectorRoot.Chunks(CHUNK + 8L, List.of(hash)));
  }

  @Test
  void theSumIsThatOfTheVectorsModuloTwoToThe64() throws Exception {
    int length = CHUNK / 8 + 3;
    Random random = new Random(5);
    VectorSum sum = new VectorSum(length);
    long[] expected = new long[length];
    for (int member = 0; member < 3; member++) {
      long[] vector = random.longs(length).toArray();
      ByteString root = sum.add(new ByteArrayInputStream(bytes(vector)));
      assertEquals(VectorSum.chunksOf(vector).root(), root);
      Arrays.setAll(expected, i -> expected[i] + vector[i]);
    }
    assertArrayEquals(expected, sum.toArray());
  }

  @Test
  void aVectorThatEndsEarlyOrGoesOnIsRefused() {
    for (int length : List.of(0, 7, 8, 79, 81, 88)) {
      IOException refusal =
          assertThrows(
              IOException.class,
              () -> new VectorSum(10).add(new ByteArrayInputStream(new byte[length])));
      String expected = length < 80 ? "the vector ends before" : "the vector goes on";
      assertEquals(expected, refusal.getMessage().substring(0, expected.length()));
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
    ByteBuffer buffer = ByteBuffer.allocate(vector.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(vector);
    return buffer.array();
  }
}
