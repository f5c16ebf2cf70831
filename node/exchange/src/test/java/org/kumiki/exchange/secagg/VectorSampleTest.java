package org.kumiki.exchange.secagg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.wire.WireFormatException;

class VectorSampleTest {
  private static final int CHUNK = VectorRoot.CHUNK_BYTES;

  @Test
  void whatIsWrittenIsReadMemberByMember() throws IOException {
    List<Kept> vectors = List.of(vector(1, 3 * CHUNK + 8), vector(2, 3 * CHUNK + 8));
    List<Integer> chosen = List.of(1, 3);
    VectorSample.Reader reader =
        new VectorSample.Reader(VectorSample.stream(vectors.iterator(), chosen), 3L * CHUNK + 8);
    for (Kept vector : vectors) {
      assertEquals(Optional.of(vector.chunks()), reader.nextChunks());
      assertArrayEquals(vector.chunk(1), reader.chunk(1));
      assertArrayEquals(vector.chunk(3), reader.chunk(3));
      assertEquals(8, vector.chunk(3).length);
    }
    reader.end();
  }

  @Test
  void theBytesAreThoseOfTheSpecification() throws IOException {
    Kept vector = vector(5, CHUNK + 16);
    InputStream stream = VectorSample.stream(List.of(vector).iterator(), List.of(1));
    byte[] body = stream.readAllBytes();
    assertEquals(8 + 4 + 2 * 32 + 16, body.length);
    assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 1, 0, 16, 0, 0, 0, 2}, Arrays.copyOf(body, 12));
    assertArrayEquals(
        vector.chunks().hashes().get(1).toByteArray(), Arrays.copyOfRange(body, 44, 76));
    assertArrayEquals(vector.chunk(1), Arrays.copyOfRange(body, 76, 92));
  }

  @Test
  void aListOfChunksIsShortAscendingAndWithinTheVector() {
    assertEquals(List.of(0, 4), VectorSample.requireChosen(List.of(0, 4), 5));
    List<Integer> most = IntStream.range(0, 64).boxed().toList();
    assertEquals(most, VectorSample.requireChosen(most, 64));
    List<List<Integer>> refused =
        List.of(
            List.of(),
            List.of(5),
            List.of(-1),
            List.of(1, 1),
            List.of(2, 1),
            IntStream.range(0, 65).boxed().toList());
    for (List<Integer> chosen : refused) {
      assertThrows(WireFormatException.class, () -> VectorSample.requireChosen(chosen, 5));
    }
    List<Integer> tooMany = IntStream.range(0, 65).boxed().toList();
    assertThrows(WireFormatException.class, () -> VectorSample.requireChosen(tooMany, 100));
  }

  @Property
  void foreignBytesAreReadOrRefusedAndNothingElse(@ForAll byte[] bytes) {
    VectorSample.Reader reader = new VectorSample.Reader(new ByteArrayInputStream(bytes), 16);
    try {
      Optional<VectorRoot.Chunks> chunks = reader.nextChunks();
      assertTrue(chunks.isEmpty() || chunks.get().hashes().size() == 1);
      if (chunks.isPresent()) {
        assertEquals(16, reader.chunk(0).length);
      }
    } catch (IOException | WireFormatException e) {
      assertTrue(bytes.length < 60 || bytes[0] < 0 || bytes[8] < 0, e.getMessage());
    }
  }

  private static Kept vector(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return new Kept(bytes);
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
      int start = index * CHUNK;
      return Arrays.copyOfRange(bytes, start, start + VectorRoot.chunkLength(bytes.length, index));
    }
  }
}
