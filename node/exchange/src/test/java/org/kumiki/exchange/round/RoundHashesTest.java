package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.MessageCodec;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.Ring;

/** Hashes that bind an epoch and a round, against those of another program. */
class RoundHashesTest {
  private final JsonNode vector = Vectors.own("derivation", "round");
  private final Study study = Study.decode(bytes("study"));
  private final RosterSnapshot roster = RosterSnapshot.decode(bytes("roster"));
  private final Context context = study.context().withEpoch(7);

  @Test
  void theTranscriptOfAnEpochIsTheGoldenOne() {
    study.requireAllowedBy(roster);
    SortedMap<String, Advertise> all = new TreeMap<>();
    for (int i = 0; i < 3; i++) {
      all.put(study.cohort().get(i), advertise(i + 1));
    }
    ByteString advertisements = Relays.advertisementsHash(context, all);
    assertEquals(text("advertisementsHash"), advertisements.hex());
    assertEquals(text("transcriptHash"), NodeEpoch.transcript(context, advertisements).hex());
  }

  @Test
  void theContextOfARoundIsTheHashOfItsSignedStart() {
    SigningKey coordinator = SigningKey.fromSecret("coordinator", filled(9, 32).toByteArray());
    SignedMessage start =
        SignedMessage.sign(context, MessageCodec.decode(bytes("round-start"), 1), coordinator);
    assertEquals(text("roundContext"), NodeMachine.roundContext(start).hex());
  }

  @Test
  void theFirstStateAndItsLayoutAreTheGoldenOnes() {
    Progress.Flags flags = new Progress.Flags();
    assertEquals(text("progressHashOfFlags"), flags.hash().hex());
    assertEquals(text("layoutHashOfFlagsOfThree"), Progress.layout(study, flags).hash().hex());
  }

  @Test
  void theLayoutOfTheSmallerRingIsTheGoldenOne() {
    Encoding encoding = new Encoding.Builder().run(1000, 0.5, 20).run(3, 1e6, 0).build(Ring.Z32);
    FixedPointLayout layout = FixedPointLayout.of(encoding, 30);
    assertEquals(text("layoutHashInRing32OfThirty"), layout.hash().hex());
  }

  private static byte[] bytes(String name) {
    return Vectors.bytes(Vectors.own("wire", name).get("fields"));
  }

  private String text(String field) {
    return vector.get(field).asText();
  }

  private static Advertise advertise(int member) {
    return new Advertise(
        filled(0x10 + member, 32), filled(0x20 + member, 1184), filled(0x30 + member, 32));
  }

  private static ByteString filled(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return ByteString.of(bytes);
  }
}
