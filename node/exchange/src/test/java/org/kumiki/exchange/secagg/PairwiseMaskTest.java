package org.kumiki.exchange.secagg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.round.Federation;
import org.kumiki.exchange.secagg.EpochKeys.Encapsulated;
import org.kumiki.exchange.secagg.EpochKeys.Pair;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Ring;

class PairwiseMaskTest {
  private static final ByteString HASH = ByteString.of(new byte[32]);
  private final SecureRandom random = Federation.seeded(5);

  @Test
  void masksCancelInTheSumOverTheWholeCohort() throws Exception {
    long[] total = new long[5000];
    for (long[] mask : masks(cohort(5), HASH, total.length)) {
      addTo(total, mask);
    }
    assertArrayEquals(new long[5000], total);
  }

  @Test
  void noSubsetOfTheCohortCancels() throws Exception {
    List<long[]> masks = masks(cohort(4), HASH, 64);
    for (int subset = 1; subset < 15; subset++) {
      long[] total = new long[64];
      for (int i = 0; i < 4; i++) {
        if ((subset >> i & 1) == 1) {
          addTo(total, masks.get(i));
        }
      }
      assertEquals(64, Arrays.stream(total).distinct().count(), "subset " + subset);
    }
  }

  @Test
  void twoNodesThatSawDifferentRoundHeadersDoNotCancel() throws Exception {
    List<SortedMap<String, PairKeys>> cohort = cohort(3);
    byte[] other = new byte[32];
    other[0] = 1;
    long[] total = new long[64];
    List<String> names = List.of("m0", "m1", "m2");
    for (int i = 0; i < 3; i++) {
      addTo(total, mask(names.get(i), cohort.get(i), i == 0 ? ByteString.of(other) : HASH, 64));
    }
    assertEquals(64, Arrays.stream(total).distinct().count());
  }

  @Test
  void noKeyStreamIsUsedTwiceOverManyRounds() throws Exception {
    SortedMap<String, PairKeys> pairs = cohort(2).get(0);
    Set<Long> seen = new HashSet<>();
    for (int round = 0; round < 10_000; round++) {
      seen.add(mask("m0", pairs, HASH, 1)[0]);
    }
    assertEquals(10_000, seen.size(), "the chain steps even if the header repeats");
  }

  @Property(tries = 30)
  void masksOfACohortCancelInBothRingsWhateverTheVectorsLength(
      @ForAll @IntRange(min = 2, max = 6) int members,
      @ForAll @IntRange(min = 1, max = 9000) int length,
      @ForAll Ring ring) {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < members * members; i++) {
      byte[] key = new byte[32];
      random.nextBytes(key);
      keys.add(key);
    }
    byte[] total = new byte[length * ring.bytes()];
    for (int i = 0; i < members; i++) {
      TreeMap<String, byte[]> own = new TreeMap<>();
      for (int j = 0; j < members; j++) {
        if (i != j) {
          byte[] shared = keys.get(Math.min(i, j) * members + Math.max(i, j));
          own.put("m" + j, shared.clone());
        }
      }
      byte[] mask = bytes(PairwiseMask.ofKeys("m" + i, own, ring), total.length);
      assertFalse(Arrays.equals(new byte[total.length], mask));
      VectorBytes.add(mask, mask.length, ring, total);
    }
    assertArrayEquals(new byte[total.length], total);
  }

  @Property(tries = 20)
  void aMaskIsTheWholeKeyStreamInWhateverPartsItIsRead(
      @ForAll Ring ring, @ForAll @IntRange(min = 0, max = 16383) int beyond, @ForAll long seed)
      throws Exception {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    int chunks = 5;
    int length = chunks * PairwiseMask.CHUNK_BYTES + beyond / 8 * 8;
    // Oracle: the whole key stream by a single call of a cipher, written out plainly.
    Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
    byte[] stream = cipher.doFinal(new byte[length]);
    PairwiseMask mask = PairwiseMask.ofKeys("a", new TreeMap<>(Map.of("b", key.clone())), ring);
    assertArrayEquals(stream, bytes(mask, length));

    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
    Collections.shuffle(order, new Random(seed));
    byte[] all = new byte[length];
    RoundMask.Lane lane = mask.lane();
    for (int chunk : order) {
      int start = chunk * PairwiseMask.CHUNK_BYTES;
      byte[] part = new byte[Math.min(PairwiseMask.CHUNK_BYTES, length - start)];
      lane.addTo(part, start, part.length);
      System.arraycopy(part, 0, all, start, part.length);
    }
    assertArrayEquals(stream, all);
  }

  @Test
  void aPartThatBeginsWithinAChunkIsRefused() {
    RoundMask.Lane lane = ofZeroKey().lane();
    assertThrows(IllegalArgumentException.class, () -> lane.addTo(new byte[8], 16, 8));
    assertThrows(IllegalArgumentException.class, () -> lane.addTo(new byte[8], 0, 7));
  }

  @Test
  void aClosedMaskHasOverwrittenItsKeysAndIsReadNoMore() {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 7);
    PairwiseMask mask = PairwiseMask.ofKeys("a", new TreeMap<>(Map.of("b", key)), Ring.Z64);
    mask.close();
    assertArrayEquals(new byte[32], key);
    assertThrows(IllegalStateException.class, mask::lane);
  }

  @Test
  void keysOfAnotherLengthAreRefused() {
    TreeMap<String, byte[]> keys = new TreeMap<>(Map.of("b", new byte[16]));
    assertThrows(IllegalArgumentException.class, () -> PairwiseMask.ofKeys("a", keys, Ring.Z64));
  }

  @Test
  void bothEndsOfAPairAgreeAndATamperedCiphertextMakesThemDiffer() throws Exception {
    EpochKeys first = EpochKeys.generate(random);
    EpochKeys second = EpochKeys.generate(random);
    Pair pair = new Pair("a", "b", HASH);
    Encapsulated made = first.encapsulate(pair, second.advertisement(), random);
    PairKeys same = second.decapsulate(pair, first.advertisement(), made.ciphertext());
    assertEquals(made.keys().confirmation(true, HASH), same.confirmation(true, HASH));
    assertNotEquals(same.confirmation(true, HASH), same.confirmation(false, HASH));

    byte[] changed = made.ciphertext().toByteArray();
    changed[7] ^= 1;
    PairKeys other = second.decapsulate(pair, first.advertisement(), ByteString.of(changed));
    assertFalse(other.confirmation(true, HASH).equals(same.confirmation(true, HASH)));
  }

  private List<SortedMap<String, PairKeys>> cohort(int members) throws Exception {
    List<EpochKeys> keys = new ArrayList<>();
    List<SortedMap<String, PairKeys>> pairs = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      keys.add(EpochKeys.generate(random));
      pairs.add(new TreeMap<>());
    }
    for (int i = 0; i < members; i++) {
      for (int j = i + 1; j < members; j++) {
        Pair pair = new Pair("m" + i, "m" + j, HASH);
        Encapsulated made = keys.get(i).encapsulate(pair, keys.get(j).advertisement(), random);
        pairs.get(i).put("m" + j, made.keys());
        pairs
            .get(j)
            .put(
                "m" + i,
                keys.get(j).decapsulate(pair, keys.get(i).advertisement(), made.ciphertext()));
      }
    }
    return pairs;
  }

  private static List<long[]> masks(
      List<SortedMap<String, PairKeys>> cohort, ByteString context, int length) {
    List<long[]> masks = new ArrayList<>();
    for (int i = 0; i < cohort.size(); i++) {
      masks.add(mask("m" + i, cohort.get(i), context, length));
    }
    return masks;
  }

  private static long[] mask(
      String me, SortedMap<String, PairKeys> pairs, ByteString context, int length) {
    RoundMask mask = MaskScheme.STRICT.next(me, pairs, context, Ring.Z64);
    return VectorBytes.toArray(bytes(mask, length * Long.BYTES), Ring.Z64);
  }

  private static byte[] bytes(RoundMask mask, int length) {
    byte[] bytes = new byte[length];
    mask.lane().addTo(bytes, 0, length);
    return bytes;
  }

  private static PairwiseMask ofZeroKey() {
    return PairwiseMask.ofKeys("a", new TreeMap<>(Map.of("b", new byte[32])), Ring.Z64);
  }

  private static void addTo(long[] total, long[] vector) {
    for (int i = 0; i < total.length; i++) {
      total[i] += vector[i];
    }
  }
}
