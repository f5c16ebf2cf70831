package org.kumiki.trial.leak;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.learning.computation.Ring;

/** Transcripts made by hand, with leaks that are known. */
class LeakOracleTest {
  private static final List<String> COHORT = List.of("a", "b", "c");
  private static final ByteString STUDY = hash("study");

  private final LeakOracle oracle = new LeakOracle(COHORT, Set.of());

  @Test
  void aRoundAndItsRetryInAnotherEpochLeakNothing() {
    assertDoesNotThrow(
        () -> {
          for (int epoch = 1; epoch <= 2; epoch++) {
            for (String member : COHORT) {
              oracle.add(upload(member, epoch, 1, 5, "epoch " + epoch));
            }
          }
        });
  }

  @Test
  void aMissingMemberLeaksNothing() {
    assertDoesNotThrow(
        () -> {
          oracle.add(upload("a", 1, 1, 5, "k"));
          oracle.add(upload("b", 1, 1, 6, "k"));
        });
  }

  @Test
  void otherNumbersInTheRetryLeakTheirDifference() {
    for (String member : COHORT) {
      oracle.add(upload(member, 1, 1, 5, "epoch 1"));
    }
    oracle.add(upload("a", 2, 1, 5, "epoch 2"));
    oracle.add(upload("b", 2, 1, 5, "epoch 2"));
    leaks(upload("c", 2, 1, 6, "epoch 2"));
  }

  @Test
  void masksUsedInTwoRoundsLeakTheDifferenceOfTwoVectors() {
    oracle.add(upload("a", 1, 1, 5, "k"));
    leaks(upload("a", 1, 2, 9, "k"));
  }

  @Test
  void aVectorWithoutMasksLeaks() {
    leaks(new Upload("a", place(1, 1), Ring.Z64, of(5), of(5), new TreeMap<>()));
  }

  @Test
  void masksThatTheAdversaryHoldsTheOtherEndsOfLeak() {
    leaks(masked("a", place(1, 1), 5, "k", Set.of("a")));
  }

  @Test
  void aKeyThatStandsInACompromisedPairIsKnownEverywhere() {
    SortedMap<String, Upload.Mask> same = new TreeMap<>();
    same.put("b", new Upload.Mask(hash("one"), Set.of("a", "b"), true));
    same.put("c", new Upload.Mask(hash("one"), Set.of("a", "c"), true));
    leaks(withMasks("a", place(1, 1), 5, same));
  }

  @Test
  void vectorsOfTwoRoundsUnderTheSameMasksLeakASumThatNoRoundHas() {
    oracle.add(upload("a", 1, 1, 5, "k"));
    leaks(upload("b", 1, 2, 7, "k"));
  }

  @Test
  void aVectorThatIsNotMaskedAsItsKeysSayIsFound() {
    Upload honest = upload("a", 1, 1, 5, "k");
    long[] other = honest.masked().clone();
    other[0]++;
    AssertionError found =
        assertThrows(
            AssertionError.class,
            () ->
                oracle.add(
                    new Upload(
                        "a", honest.place(), Ring.Z64, honest.values(), other, honest.masks())));
    assertTrue(found.getMessage().contains("not masked as the keys say"), found.getMessage());
  }

  private void leaks(Upload upload) {
    AssertionError found = assertThrows(AssertionError.class, () -> oracle.add(upload));
    assertTrue(found.getMessage().startsWith("a leak"), found.getMessage());
  }

  private static Upload upload(String member, long epoch, int round, long value, String keys) {
    return masked(member, place(epoch, round), value, keys, Set.of());
  }

  /** Masked with every other member; {@code holders} empty for both ends of each pair. */
  private static Upload masked(
      String member, Upload.Place place, long value, String keys, Set<String> holders) {
    SortedMap<String, Upload.Mask> masks = new TreeMap<>();
    for (String peer : COHORT) {
      if (!peer.equals(member)) {
        boolean earlier = member.compareTo(peer) < 0;
        String pair = earlier ? member + peer : peer + member;
        Set<String> ends = holders.isEmpty() ? Set.of(member, peer) : holders;
        masks.put(peer, new Upload.Mask(hash(keys + pair), ends, earlier));
      }
    }
    return withMasks(member, place, value, masks);
  }

  private static Upload withMasks(
      String member, Upload.Place place, long value, SortedMap<String, Upload.Mask> masks) {
    long masked = value;
    for (Upload.Mask mask : masks.values()) {
      masked += mask.adds() ? word(mask.key()) : -word(mask.key());
    }
    return new Upload(member, place, Ring.Z64, of(value), of(masked), masks);
  }

  private static long word(ByteString key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key.toByteArray(), "AES"),
          new IvParameterSpec(new byte[16]));
      return ByteBuffer.wrap(cipher.doFinal(new byte[8])).order(ByteOrder.LITTLE_ENDIAN).getLong();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long[] of(long value) {
    return new long[] {value};
  }

  private static Upload.Place place(long epoch, int round) {
    return new Upload.Place(STUDY, COHORT, epoch, round);
  }

  private static ByteString hash(String name) {
    return Sha256.hash("test", name.getBytes(StandardCharsets.UTF_8));
  }
}
