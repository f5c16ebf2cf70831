package org.kumiki.exchange.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.kumiki.exchange.Vectors;
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
    boolean signed = vector.get("kind").asText().equals("signed");
    if (vector.get("verdict").asText().equals("invalid")) {
      WireFormatException refusal =
          assertThrows(WireFormatException.class, () -> reencode(signed, bytes));
      String expected = vector.get("refusal").asText();
      assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
      return;
    }
    int difference = Arrays.mismatch(bytes, reencode(signed, bytes));
    assertEquals(-1, difference, () -> "differs in " + Vectors.fieldAt(fields, difference));
    if (signed) {
      checkSigned(vector, SignedRoster.decode(bytes));
    } else {
      byte[] roster = Vectors.bytes(Vectors.own("wire", "roster").get("fields"));
      RosterSnapshot pinned = RosterSnapshot.decode(roster);
      RosterSnapshot next = RosterSuccession.decode(bytes).requireFollows(pinned);
      assertEquals(vector.get("successor").asText(), next.hash().hex());
    }
  }

  private static void checkSigned(JsonNode vector, SignedRoster roster) {
    assertEquals(texts(vector.get("missing")), roster.missing());
    assertEquals(texts(vector.get("disputing")), roster.disputing());
    if (vector.has("signedBytes")) {
      byte[] signed = SignedRoster.signedBytes(roster.roster().hash());
      assertEquals(vector.get("signedBytes").asText(), HexFormat.of().formatHex(signed));
    }
  }

  private static byte[] reencode(boolean signed, byte[] bytes) {
    return signed ? SignedRoster.decode(bytes).encode() : RosterSuccession.decode(bytes).encode();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
