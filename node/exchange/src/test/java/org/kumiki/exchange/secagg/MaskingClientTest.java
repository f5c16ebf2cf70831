package org.kumiki.exchange.secagg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.disclosure.Approval;
import org.kumiki.exchange.disclosure.Decision;
import org.kumiki.exchange.disclosure.DisclosureGate;
import org.kumiki.exchange.disclosure.PassingQueryLedger;
import org.kumiki.exchange.disclosure.Release;
import org.kumiki.exchange.disclosure.ReleaseRequest;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Block;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.Ring;

class MaskingClientTest {
  /** Around the ends of a run of 512 KiB, and more runs than are ever held at once. */
  private static final List<Integer> LENGTHS =
      List.of(1, 65_535, 65_536, 65_537, 131_073, 1_500_007);

  @Test
  void whatManyCoresMaskAndHashIsWhatOneWould() throws IOException {
    for (Ring ring : Ring.values()) {
      for (int length : LENGTHS) {
        long[] numbers = numbers(release(length, ring));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VectorRoot.Chunks chunks = MaskingClient.mask(release(length, ring), mask(ring), out);

        byte[] expected = VectorBytes.of(numbers, ring);
        mask(ring).lane().addTo(expected, 0, expected.length);
        assertArrayEquals(expected, out.toByteArray(), length + " of " + ring);
        assertEquals(expected.length, chunks.totalBytes());
        for (int i = 0; i < chunks.hashes().size(); i++) {
          int from = i * VectorRoot.CHUNK_BYTES;
          int to = Math.min(expected.length, from + VectorRoot.CHUNK_BYTES);
          byte[] chunk = Arrays.copyOfRange(expected, from, to);
          assertEquals(VectorRoot.chunkHash(chunk, chunk.length), chunks.hashes().get(i));
        }
      }
    }
  }

  @Test
  void neitherReleaseNorMaskIsUsedTwice() throws IOException {
    Release release = release(10, Ring.Z64);
    RoundMask mask = mask(Ring.Z64);
    MaskingClient.mask(release, mask, OutputStream.nullOutputStream());
    assertThrows(IllegalStateException.class, () -> numbers(release));
    assertThrows(IllegalStateException.class, mask::lane);
    assertThrows(
        IllegalStateException.class,
        () -> MaskingClient.mask(release(10, Ring.Z64), mask, OutputStream.nullOutputStream()));
  }

  @Test
  void aDiskThatFailsStillLeavesNothingBehind() {
    Release release = release(1_500_007, Ring.Z64);
    RoundMask mask = mask(Ring.Z64);
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("disk full");
          }
        };
    assertThrows(IOException.class, () -> MaskingClient.mask(release, mask, full));
    assertThrows(IllegalStateException.class, () -> numbers(release));
    assertThrows(IllegalStateException.class, mask::lane);
  }

  @Test
  void aReleaseOfOneRingIsNotMaskedInAnother() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            MaskingClient.mask(
                release(3, Ring.Z32), mask(Ring.Z64), OutputStream.nullOutputStream()));
  }

  private static RoundMask mask(Ring ring) {
    TreeMap<String, byte[]> keys = new TreeMap<>();
    for (String peer : List.of("a", "c", "d")) {
      byte[] key = new byte[32];
      Arrays.fill(key, (byte) peer.charAt(0));
      keys.put(peer, key);
    }
    return PairwiseMask.ofKeys("b", keys, ring);
  }

  private static long[] numbers(Release release) {
    long[] numbers = new long[release.length()];
    release.copyTo(0, numbers, numbers.length);
    return numbers;
  }

  private static Release release(int length, Ring ring) {
    Study study =
        new Study(
            "consortium",
            ByteString.of(new byte[32]),
            1,
            "Title",
            "purpose",
            List.of("a", "b", "c", "d"),
            new Method.Statistics(),
            List.of(new Feature.NumericTerm("urn:term", "urn:unit", -1, 1)),
            Optional.empty(),
            List.of(),
            1,
            3,
            1,
            1);
    FixedPointLayout layout =
        FixedPointLayout.of(new Encoding(List.of(new Block(length, 1, 20)), ring), 4);
    double[] values = new Random(length).doubles(length, -1, 1).toArray();
    DisclosureGate gate =
        new DisclosureGate(
            entry -> {}, new PassingQueryLedger(3), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    Optional<Approval> approval = Optional.of(new Approval(study.hash(), "steward"));
    Decision decision =
        gate.decide(new ReleaseRequest(study, approval, 0, 1, "subject", layout, 1, values));
    return assertInstanceOf(Decision.Granted.class, decision).release();
  }
}
