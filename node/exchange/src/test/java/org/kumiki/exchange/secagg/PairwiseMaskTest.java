package org.kumiki.exchange.secagg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.round.Federation;
import org.kumiki.exchange.secagg.EpochKeys.Encapsulated;
import org.kumiki.exchange.secagg.EpochKeys.Pair;
import org.kumiki.exchange.wire.ByteString;

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

  @Test
  void aVectorLongerThanAChunkHasTheSameMaskAsOneMadeAtOnce() throws Exception {
    PairKeys one = new PairKeys(new byte[32], new byte[32], new byte[32]);
    PairKeys two = new PairKeys(new byte[32], new byte[32], new byte[32]);
    int length = 3 * PairwiseMask.CHUNK_LENGTH + 17;
    long[] chunked = mask("a", new TreeMap<>(java.util.Map.of("b", one)), HASH, length);
    // Oracle: the whole key stream by a single call of a cipher, written out plainly.
    javax.crypto.Cipher cipher = javax.crypto.Cipher.getInstance("AES/CTR/NoPadding");
    cipher.init(
        javax.crypto.Cipher.ENCRYPT_MODE,
        new javax.crypto.spec.SecretKeySpec(two.nextMaskKey(HASH), "AES"),
        new javax.crypto.spec.IvParameterSpec(new byte[16]));
    byte[] stream = cipher.doFinal(new byte[length * 8]);
    long[] plain = new long[length];
    for (int i = 0; i < length; i++) {
      for (int b = 7; b >= 0; b--) {
        plain[i] = plain[i] << 8 | (stream[8 * i + b] & 0xff);
      }
    }
    assertArrayEquals(plain, chunked);
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
    PairwiseMask mask = PairwiseMask.next(me, pairs, context);
    long[] all = new long[length];
    for (int start = 0; start < length; start += PairwiseMask.CHUNK_LENGTH) {
      int part = Math.min(PairwiseMask.CHUNK_LENGTH, length - start);
      long[] chunk = new long[part];
      mask.addTo(chunk, part);
      System.arraycopy(chunk, 0, all, start, part);
    }
    return all;
  }

  private static void addTo(long[] total, long[] vector) {
    for (int i = 0; i < total.length; i++) {
      total[i] += vector[i];
    }
  }
}
