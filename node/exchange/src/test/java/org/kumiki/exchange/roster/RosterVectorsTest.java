package org.kumiki.exchange.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;

/** Signed rosters and successions, packed and signed by a program that is not this one. */
class RosterVectorsTest {
  @TestFactory
  Stream<DynamicTest> eachVectorIsReadAndWrittenAsItStands() {
    return Vectors.files("roster").stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
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
    int difference = Arrays.mismatch(bytes, reencode(kind, bytes, protocol));
    assertEquals(-1, difference, () -> "differs in " + Vectors.fieldAt(fields, difference));
    switch (kind) {
      case "signed" -> checkSigned(vector, SignedRoster.decode(bytes));
      case "succession" -> checkSuccession(vector, RosterSuccession.decode(bytes));
      case "proposal" -> checkProposal(vector, RosterProposal.decode(bytes));
      default -> checkApproval(vector, RosterApproval.decode(bytes, protocol));
    }
  }

  private static void checkSuccession(JsonNode vector, RosterSuccession succession) {
    byte[] pinned =
        vector.has("predecessor")
            ? Vectors.hex(vector.get("predecessor"))
            : Vectors.bytes(Vectors.own("wire", "roster").get("fields"));
    RosterSnapshot predecessor = RosterSnapshot.decode(pinned);
    Duration known = Duration.ofDays(vector.path("knownDays").asInt(0));
    if (vector.get("verdict").asText().equals("unfit")) {
      WireFormatException refusal =
          assertThrows(
              WireFormatException.class, () -> succession.requireFollows(predecessor, known));
      assertTrue(
          refusal.getMessage().contains(vector.get("refusal").asText()), refusal.getMessage());
      return;
    }
    RosterSnapshot next = succession.requireFollows(predecessor, known);
    assertEquals(vector.get("successor").asText(), next.hash().hex());
  }

  private static void checkProposal(JsonNode vector, RosterProposal proposal) {
    Optional<RosterSnapshot> pinned =
        Optional.of(RosterSnapshot.decode(Vectors.hex(vector.get("predecessor"))));
    if (vector.get("verdict").asText().equals("unfit")) {
      WireFormatException refusal =
          assertThrows(WireFormatException.class, () -> proposal.requireFit(pinned));
      assertEquals(vector.get("refusal").asText(), refusal.getMessage());
      return;
    }
    proposal.requireFit(pinned);
    assertEquals(vector.get("hash").asText(), proposal.hash().hex());
    assertEquals(texts(vector.get("signed")), proposal.signed());
    assertEquals(texts(vector.get("awaited")), proposal.awaited());
    assertEquals(texts(vector.get("expelled")), proposal.expelled(pinned.get()));
    assertEquals(
        texts(vector.get("refused")),
        proposal.refusals().stream().map(RosterRefusal::organisation).toList());
    proposal.refusals().forEach(refusal -> assertTrue(proposal.holds(pinned, refusal)));
  }

  /** It is an answer to the other file's proposal. */
  private static void checkApproval(JsonNode vector, RosterApproval approval) {
    JsonNode offered = Vectors.own("roster", vector.path("proposal").asText("proposal"));
    RosterProposal proposal = RosterProposal.decode(Vectors.bytes(offered.get("fields")));
    Optional<RosterSnapshot> pinned =
        Optional.of(RosterSnapshot.decode(Vectors.hex(offered.get("predecessor"))));
    String by = vector.get("by").asText();
    assertTrue(proposal.holds(pinned, by, approval));
    RosterProposal with = proposal.with(pinned, by, approval);
    assertEquals(List.of("alpha", by), with.signed());
    assertTrue(with.refusals().stream().noneMatch(no -> no.organisation().equals(by)));
  }

  private static void checkSigned(JsonNode vector, SignedRoster roster) {
    assertEquals(texts(vector.get("missing")), roster.missing());
    assertEquals(texts(vector.get("disputing")), roster.disputing());
    if (vector.has("signedBytes")) {
      byte[] signed = SignedRoster.signedBytes(roster.roster().hash());
      assertEquals(vector.get("signedBytes").asText(), HexFormat.of().formatHex(signed));
    }
  }

  private static byte[] reencode(String kind, byte[] bytes, int protocol) {
    return switch (kind) {
      case "signed" -> SignedRoster.decode(bytes).encode();
      case "succession" -> RosterSuccession.decode(bytes).encode();
      case "proposal" -> RosterProposal.decode(bytes).encode();
      default -> RosterApproval.decode(bytes, protocol).encode(protocol);
    };
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
