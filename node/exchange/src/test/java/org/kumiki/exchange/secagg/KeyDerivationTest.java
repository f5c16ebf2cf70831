package org.kumiki.exchange.secagg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.round.Federation;
import org.kumiki.exchange.secagg.EpochKeys.Pair;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.learning.computation.Ring;

/** From two shared secrets to masks, against values that another program derived. */
class KeyDerivationTest {
  private static final Pair PAIR = new Pair("alpha", "beta", filled(0x55, 32));
  private final JsonNode vector = Vectors.own("derivation", "pair-keys");

  @Test
  void confirmationsOfBothDirectionsAreTheGoldenOnes() {
    PairKeys keys = derive();
    assertEquals(text("macOfEarlier"), keys.confirmation(true, filled(0x55, 32)).hex());
    assertEquals(text("macOfLater"), keys.confirmation(false, filled(0x55, 32)).hex());
  }

  @Test
  void theChainStepsFromOneGoldenMaskKeyToTheNext() {
    PairKeys keys = derive();
    assertEquals(text("maskKeyOfRound1"), hex(keys.nextMaskKey(filled(0xab, 32))));
    assertEquals(text("maskKeyOfRound2"), hex(keys.nextMaskKey(filled(0xcd, 32))));
  }

  @Test
  void theEarlierMemberAddsTheGoldenStreamAndTheLaterSubtractsIt() {
    assertGolden("maskOfAlphaInRound1", Ring.Z64);
    assertGolden("maskOfAlphaInRound1OfRing32", Ring.Z32);
  }

  private void assertGolden(String field, Ring ring) {
    byte[] earlier = new byte[32];
    byte[] later = new byte[32];
    mask("alpha", "beta", ring).lane().addTo(earlier, 0, 32);
    mask("beta", "alpha", ring).lane().addTo(later, 0, 32);
    assertEquals(32, vector.get(field).size() * ring.bytes());
    for (int i = 0; i < vector.get(field).size(); i++) {
      assertEquals(vector.get(field).get(i).asLong(), VectorBytes.read(earlier, ring, i));
    }
    VectorBytes.add(earlier, 32, ring, later);
    assertArrayEquals(new byte[32], later);
  }

  @Test
  void erasedKeysMakeNoMaskAndNoConfirmation() {
    PairKeys keys = derive();
    keys.close();
    assertThrows(IllegalStateException.class, () -> keys.nextMaskKey(filled(0xab, 32)));
    assertThrows(IllegalStateException.class, () -> keys.confirmation(true, filled(0, 32)));
  }

  @Test
  void erasedEpochKeysAgreeOnNothing() {
    EpochKeys keys = EpochKeys.generate(Federation.seeded(1));
    Advertise peer = EpochKeys.generate(Federation.seeded(2)).advertisement();
    keys.close();
    assertThrows(
        IllegalStateException.class, () -> keys.encapsulate(PAIR, peer, Federation.seeded(3)));
    assertThrows(IllegalStateException.class, () -> keys.decapsulate(PAIR, peer, filled(1, 1088)));
  }

  @Test
  void aMaskWithoutPeersIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> PairwiseMask.next("alpha", new TreeMap<>(), filled(0xab, 32), Ring.Z64));
  }

  private static PairwiseMask mask(String me, String peer, Ring ring) {
    return PairwiseMask.next(me, new TreeMap<>(Map.of(peer, derive())), filled(0xab, 32), ring);
  }

  private static PairKeys derive() {
    return EpochKeys.derive(
        PAIR,
        advertise(1),
        advertise(2),
        filled(0x66, 1088),
        filled(0x77, 32).toByteArray(),
        filled(0x88, 32).toByteArray());
  }

  private static Advertise advertise(int member) {
    return new Advertise(
        filled(0x10 + member, 32), filled(0x20 + member, 1184), filled(0x30 + member, 32));
  }

  private String text(String field) {
    return vector.get(field).asText();
  }

  private static String hex(byte[] bytes) {
    return ByteString.of(bytes).hex();
  }

  private static ByteString filled(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return ByteString.of(bytes);
  }
}
