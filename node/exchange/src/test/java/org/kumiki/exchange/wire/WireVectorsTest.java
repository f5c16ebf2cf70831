package org.kumiki.exchange.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.Message.Close;
import org.kumiki.exchange.wire.Message.Confirm;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.Encapsulate;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.EpochAbandon;
import org.kumiki.exchange.wire.Message.EpochOpen;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.Relay;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.exchange.wire.Message.RoundStart;
import org.kumiki.exchange.wire.Message.StudyEnd;
import org.kumiki.exchange.wire.Message.StudyProposal;

/** Golden bytes with labelled fields, packed by a program that is not this one. */
class WireVectorsTest {
  /** Bytes of a signature of both kinds. */
  private static final int BOTH = 64 + 3309;

  @TestFactory
  Stream<DynamicTest> eachVectorIsReadAndWrittenAsItStands() {
    return Vectors.files("wire").stream()
        .map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
  }

  @Test
  void thereIsAVectorForEveryKindOfMessage() {
    Set<Integer> steps = new HashSet<>();
    messages().values().forEach(message -> steps.add(message.step()));
    assertEquals(Message.class.getPermittedSubclasses().length, steps.size());
  }

  private static void check(Path file) {
    JsonNode vector = Vectors.read(file);
    JsonNode fields = vector.get("fields");
    byte[] bytes = Vectors.bytes(fields);
    String kind = vector.get("kind").asText();
    int protocol = vector.path("protocol").asInt(ProtocolVersion.FIRST);
    if (vector.get("verdict").asText().equals("invalid")) {
      WireFormatException refusal =
          assertThrows(WireFormatException.class, () -> reencode(kind, bytes, protocol));
      String expected = vector.get("refusal").asText();
      assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
      return;
    }
    byte[] again = reencode(kind, bytes, protocol);
    int difference = Arrays.mismatch(bytes, again);
    assertEquals(-1, difference, () -> "differs in " + Vectors.fieldAt(fields, difference));
    switch (kind) {
      case "message" ->
          assertEquals(messages().get(name(file)), MessageCodec.decode(bytes, protocol));
      case "roster" ->
          assertEquals(vector.get("hash").asText(), RosterSnapshot.decode(bytes).hash().hex());
      case "study" -> assertEquals(vector.get("hash").asText(), Study.decode(bytes).hash().hex());
      default -> checkSignature(vector, SignedMessage.decode(bytes));
    }
  }

  private static void checkSignature(JsonNode vector, SignedMessage message) {
    JsonNode fields = vector.get("signedBytes");
    int difference = Arrays.mismatch(Vectors.bytes(fields), message.signedBytes());
    assertEquals(-1, difference, () -> "differs in " + Vectors.fieldAt(fields, difference));
    String under = vector.path("roster").asText("roster");
    byte[] roster = Vectors.bytes(Vectors.own("wire", under).get("fields"));
    assertTrue(RosterSnapshot.decode(roster).verifies(message));
  }

  private static byte[] reencode(String kind, byte[] bytes, int protocol) {
    return switch (kind) {
      case "message" -> MessageCodec.encode(MessageCodec.decode(bytes, protocol), protocol);
      case "roster" -> RosterSnapshot.decode(bytes).encode();
      case "study" -> Study.decode(bytes).encode();
      default -> SignedMessage.decode(bytes).encode();
    };
  }

  /** What the vectors say, as values. */
  private static Map<String, Message> messages() {
    ByteString progress = filled(0xaa, 32);
    List<String> cohort = List.of("alpha", "beta", "gamma");
    Map<String, Message> all = new TreeMap<>();
    all.put("study-proposal", new StudyProposal(ByteString.fromHex("00ff80")));
    all.put("consent-ready", new Consent(true));
    all.put("consent-declined", new Consent(false));
    all.put("epoch-open", new EpochOpen(cohort, 1, progress));
    all.put("advertise", advertise(1));
    all.put("encapsulate", new Encapsulate("beta", filled(0x77, 1088)));
    all.put("confirm", new Confirm("beta", filled(0x88, 32), Optional.empty()));
    all.put("confirm-witnessed", new Confirm("beta", filled(0x88, 32), Optional.of(head(3))));
    all.put("close", new Close(filled(0x99, 32)));
    all.put("relay", new Relay(List.of(entry("alpha", 1), entry("beta", 2))));
    all.put("round-start", new RoundStart(5, progress, 64, 1000, filled(0xbb, 32), 4_000_000_000L));
    all.put("masked-vector", maskedVector(1));
    all.put(
        "round-result",
        new RoundResult(
            5,
            filled(0xc1, 32),
            filled(0xcc, 32),
            List.of(
                new Entry("alpha", maskedVector(1), filled(0xe1, 64)),
                new Entry("beta", maskedVector(2), filled(0xe2, 64)))));
    all.put("masked-vector-2", maskedVector(1, BOTH));
    all.put(
        "confirm-witnessed-2", new Confirm("beta", filled(0x88, 32), Optional.of(head(3, BOTH))));
    all.put(
        "relay-2",
        new Relay(List.of(new Entry("alpha", advertise(1), filled(0xe1, BOTH)), entry("beta", 2))));
    all.put(
        "round-result-2",
        new RoundResult(
            5,
            filled(0xc1, 32),
            filled(0xcc, 32),
            List.of(
                new Entry("alpha", maskedVector(1, BOTH), filled(0xe1, BOTH)),
                new Entry("beta", maskedVector(2), filled(0xe2, 64)))));
    all.put("epoch-abandon", new EpochAbandon(Reason.RESTARTED));
    all.put("leave", new Leave(Reason.PROTOCOL));
    all.put("study-end", new StudyEnd(Reason.DEADLINE));
    all.put("model-withdrawal", new Message.ModelWithdrawal("Wrong unit", "単位の誤り"));
    return all;
  }

  private static Entry entry(String sender, int member) {
    return new Entry(sender, advertise(member), filled(0xe0 + member, 64));
  }

  private static Advertise advertise(int member) {
    return new Advertise(
        filled(0x10 + member, 32), filled(0x20 + member, 1184), filled(0x30 + member, 32));
  }

  private static MaskedVector maskedVector(int member) {
    return maskedVector(member, 64);
  }

  private static MaskedVector maskedVector(int member, int signatureBytes) {
    return new MaskedVector(
        5, filled(0xc1, 32), filled(0xd0 + member, 32), 1000, head(member, signatureBytes));
  }

  private static LedgerHead head(int member) {
    return head(member, 64);
  }

  private static LedgerHead head(int member, int signatureBytes) {
    return new LedgerHead(
        0x1000 + member, filled(0xf0 + member, 32), filled(0xa0 + member, signatureBytes));
  }

  private static ByteString filled(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return ByteString.of(bytes);
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".json", "");
  }
}
