package org.kumiki.ontology.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.ontology.term.Role;

class MappingFileTest {
  private static final String FATIGUE =
      """
      dataset: fatigue            # optional name
      encoding: windows-31j
      missing: ["n.d.", "-"]
      columns:
        "引張強さ[MPa]": {term: kt:tensileStrength, unit: MPa, role: property}
        "組成": {term: kt:composition, notation: formula, basis: mass}
        Cr: {term: kt:massFraction-Cr, unit: "mass%"}
        No:
          term: kt:sampleIdentifier
          role: sample identifier
      ignore: ["備考"]
      """;

  @Test
  void aFileSaysWhichColumnIsWhichTerm() {
    MappingFile file = MappingFile.parse(FATIGUE);
    assertEquals(Optional.of("fatigue"), file.dataset());
    assertEquals("windows-31j", file.encoding());
    assertEquals(List.of("n.d.", "-"), file.missing());
    assertEquals(List.of("備考"), file.ignore());
    assertEquals(
        List.of(
            new ColumnMapping(
                "引張強さ[MPa]",
                "kt:tensileStrength",
                Optional.of("MPa"),
                Optional.of(Role.PROPERTY),
                Optional.empty(),
                Optional.empty()),
            new ColumnMapping(
                "組成",
                "kt:composition",
                Optional.empty(),
                Optional.empty(),
                Optional.of(Notation.FORMULA),
                Optional.of(Basis.MASS)),
            ColumnMapping.of("Cr", "kt:massFraction-Cr", Optional.of("mass%")),
            new ColumnMapping(
                "No",
                "kt:sampleIdentifier",
                Optional.empty(),
                Optional.of(Role.SAMPLE_IDENTIFIER),
                Optional.empty(),
                Optional.empty())),
        file.columns());
  }

  @Test
  void aWrittenFileIsReadBackUnchanged() {
    MappingFile file = MappingFile.parse(FATIGUE);
    assertEquals(file, MappingFile.parse(file.write()));
  }

  @Property(tries = 300)
  void anyHeaderSurvivesWriting(
      @ForAll
          @NotBlank
          @StringLength(min = 1, max = 30)
          @CharRange(from = ' ', to = '~')
          @CharRange(from = 'ぁ', to = 'ん')
          String header) {
    MappingFile file =
        MappingFile.of(
            List.of(ColumnMapping.of(header, "kt:density", Optional.empty())), List.of());
    assertEquals(file, MappingFile.parse(file.write()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kt:tensileStrength, unit | kt:tensileStrength, uint | 5 | the key \"uint\" is unknown",
        "encoding: | encodings: | 2 | the key \"encodings\" is unknown",
        "role: property | role: target | 5 | role \"target\" is not one of property",
        "basis: mass | basis: volume | 6 | basis \"volume\" is not one of atomic, mass",
        "'[\"n.d.\", \"-\"]' | n.d. | 3 | missing must be a list",
        "'Cr:' | '組成:' | 7 | \"組成\" stands here twice",
        "'term: kt:massFraction-Cr, ' | '' | 7 | has no term",
        "windows-31j | ebcdic | 0 | \"ebcdic\" is not one of auto, utf-8",
        "備考 | Cr | 0 | is also mapped",
        "'columns:' | 'columns: [' | 6 | is not YAML"
      })
  void aMistakeIsNamedWithItsLine(String part, String replacement, int line, String cause) {
    String yaml = FATIGUE.replace(part, replacement);
    UnreadableMapping refused =
        assertThrows(UnreadableMapping.class, () -> MappingFile.parse(yaml));
    assertTrue(refused.getMessage().contains(cause), refused.getMessage());
    assertEquals(line, refused.line(), refused.getMessage());
  }

  @Test
  void hugeAndDeepFilesAreRefused() {
    assertThrows(UnreadableMapping.class, () -> MappingFile.parse("#".repeat(5_000_000)));
    assertThrows(
        UnreadableMapping.class, () -> MappingFile.parse("columns: " + "[".repeat(100_000)));
    String bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ncolumns: *c\n";
    assertThrows(UnreadableMapping.class, () -> MappingFile.parse(bomb));
    assertThrows(UnreadableMapping.class, () -> MappingFile.parse(""));
    assertThrows(UnreadableMapping.class, () -> MappingFile.parse("dataset: x"));
  }

  @Property(tries = 500)
  void foreignTextIsReadOrRefused(@ForAll @StringLength(max = 200) String text) {
    assertThrows(UnreadableMapping.class, () -> MappingFile.parse("columns: {a: " + text));
  }
}
