package org.kumiki.exchange.vocabulary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.vocabulary.HeaderProposal.Cells;
import org.kumiki.exchange.wire.WireFormatException;

class VocabularyDocumentsTest {
  @TestFactory
  Stream<DynamicTest> eachVectorIsReadAndWrittenAsItStands() {
    return Vectors.files("vocabulary").stream()
        .map(
            file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> check(file)));
  }

  private static void check(Path file) {
    JsonNode vector = Vectors.read(file);
    byte[] bytes = Vectors.bytes(vector.get("fields"));
    boolean usage = vector.get("kind").asText().equals("usage-report");
    if (vector.get("verdict").asText().equals("invalid")) {
      assertThrows(
          WireFormatException.class,
          () -> {
            if (usage) {
              UsageReport.decode(bytes);
            } else {
              HeaderProposal.decode(bytes);
            }
          });
    } else if (usage) {
      UsageReport report = UsageReport.decode(bytes);
      List<String> terms = new ArrayList<>();
      vector.get("terms").forEach(term -> terms.add(term.asText()));
      assertEquals(new UsageReport(vector.get("release").asLong(), terms), report);
      assertArrayEquals(bytes, report.encode());
    } else {
      HeaderProposal header = HeaderProposal.decode(bytes);
      assertEquals(
          new HeaderProposal(
              vector.get("release").asLong(),
              vector.get("header").asText(),
              vector.get("unit").asText(),
              Cells.valueOf(vector.get("cells").asText())),
          header);
      assertArrayEquals(bytes, header.encode());
    }
  }

  @Property(tries = 200)
  void whateverIsWrittenIsReadAgain(
      @ForAll @LongRange(min = 1) long release, @ForAll @Size(max = 20) List<String> texts) {
    TreeSet<String> terms = new TreeSet<>();
    for (int i = 0; i < texts.size(); i++) {
      terms.add("https://example.org/term/" + i);
    }
    UsageReport report = new UsageReport(release, List.copyOf(terms));

    assertEquals(report, UsageReport.decode(report.encode()));
  }

  /** Bytes of a stranger are read as what they are, or refused; they never do anything else. */
  @Property(tries = 500)
  void bytesOfAStrangerAreReadOrRefused(@ForAll byte[] bytes) {
    readers(bytes)
        .forEach(
            reader -> {
              try {
                reader.run();
              } catch (WireFormatException refused) {
                assertTrue(!refused.getMessage().isEmpty());
              }
            });
  }

  private static Stream<Runnable> readers(byte[] bytes) {
    return Stream.of(
        () -> assertArrayEquals(bytes, UsageReport.decode(bytes).encode()),
        () -> assertArrayEquals(bytes, HeaderProposal.decode(bytes).encode()));
  }

  @Test
  void aHeaderHoldsNoControlCharacter() {
    assertThrows(WireFormatException.class, () -> new HeaderProposal(1, "a\nb", "", Cells.UNKNOWN));
    assertThrows(
        WireFormatException.class, () -> new HeaderProposal(1, "a", "\u0000", Cells.UNKNOWN));
    assertThrows(
        WireFormatException.class, () -> new HeaderProposal(1, "x".repeat(201), "", Cells.UNKNOWN));
  }
}
