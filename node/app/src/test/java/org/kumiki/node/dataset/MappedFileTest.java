package org.kumiki.node.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.learning.descriptor.AmountBasis;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.CompositionParser;
import org.kumiki.learning.descriptor.Element;
import org.kumiki.node.dataset.ImportReport.ColumnReport;
import org.kumiki.node.dataset.ImportReport.Finding;
import org.kumiki.ontology.term.Vocabulary;

class MappedFileTest {
  @TempDir Path folder;

  @Test
  void valuesAreConvertedToTheUnitOfTheirTermAndOddCellsAreCountedByLine() throws Exception {
    Path csv =
        write(
            "ロット,引張強さ[kgf/mm2],焼戻し温度(℃)\r\nL1,100,600\r\nL2,<80,n.d.\r\nL3,硬い,-\r\n"
                + "L4,９９,99999\r\n",
            "windows-31j");
    MappedFile file = open(csv, mapping());
    List<StoredRow> rows = rows(file);

    assertEquals(980.665, rows.get(0).numbers()[0], 1e-9, "1 kgf/mm² is 9.80665 MPa exactly");
    assertEquals(873.15, rows.get(0).numbers()[1], 1e-9);
    assertTrue(Double.isNaN(rows.get(1).numbers()[0]), "a limit is no number");
    assertTrue(rows.get(1).censored().contains("<784.53"), rows.get(1).censored());
    assertEquals(99 * 9.80665, rows.get(3).numbers()[0], 1e-9, "full-width digits");
    assertEquals("L1", rows.get(0).texts().get(0));

    ImportReport report = file.report();
    assertEquals(4, report.rows());
    ColumnReport strength = report.columns().get(1);
    assertEquals(finding(strength, "CENSORED").firstLines(), List.of(3L));
    assertEquals(finding(strength, "NOT_A_NUMBER").firstLines(), List.of(4L));
    ColumnReport tempering = report.columns().get(2);
    assertEquals(2, finding(tempering, "MISSING").count());
    assertEquals(finding(tempering, "OUTSIDE_DOMAIN").firstLines(), List.of(5L));
  }

  @Test
  void elementColumnsWithIronAsTheBalanceBecomeAComposition() throws Exception {
    Path csv = write("C[mass%],Cr[mass%],UTS[MPa]\n0.4,18,700\n,18,700\n60,50,700\n", "UTF-8");
    MappedFile file =
        open(
            csv,
            """
            columns:
              "C[mass%]": {term: kt:massFraction-C}
              "Cr[mass%]": {term: kt:massFraction-Cr}
              "UTS[MPa]": {term: kt:tensileStrength}
            elements: {basis: mass, balance: Fe}
            """);
    List<StoredRow> rows = rows(file);
    StoredColumn column = file.columns().get(3);
    assertEquals("https://w3id.org/kumiki/term/composition", column.term());

    Composition composition =
        assertInstanceOf(
            Composition.class,
            CompositionParser.parse(rows.get(0).texts().get(column.place()), AmountBasis.ATOMIC));
    // By hand: 81.6/55.845 : 18/51.9961 : 0.4/12.0107 mol.
    double moles = 81.6 / 55.845 + 18 / 51.9961 + 0.4 / 12.0107;
    assertEquals(81.6 / 55.845 / moles, composition.fractions().get(Element.Fe), 1e-9);
    assertEquals(0.4 / 12.0107 / moles, composition.fractions().get(Element.C), 1e-9);

    ColumnReport report = file.report().columns().get(3);
    assertEquals(1, report.values());
    assertEquals(finding(report, "ELEMENT_MISSING").firstLines(), List.of(3L));
    assertEquals(finding(report, "BALANCE_NEGATIVE").firstLines(), List.of(4L));
  }

  @Test
  void anUnreadableFormulaIsCountedByItsReason() throws Exception {
    Path csv = write("formula,UTS[MPa]\nFe2O3,700\nXy3,700\nFe(2,700\n", "UTF-8");
    MappedFile file =
        open(
            csv,
            """
            columns:
              formula: {term: kt:composition}
              "UTS[MPa]": {term: kt:tensileStrength}
            """);
    rows(file);
    ColumnReport report = file.report().columns().get(0);
    assertEquals(finding(report, "UNKNOWN_ELEMENT").firstLines(), List.of(3L));
    assertEquals(finding(report, "UNBALANCED_BRACKETS").firstLines(), List.of(4L));
  }

  @Test
  void coercivityInTeslaIsRefusedWithTheReason() throws Exception {
    Path csv = write("Hc[T]\n1\n", "UTF-8");
    ImportRefused refusal =
        assertThrows(
            ImportRefused.class, () -> open(csv, "columns:\n  \"Hc[T]\": {term: kt:coercivity}\n"));
    assertEquals("OTHER_DIMENSION", refusal.code());
  }

  private static Finding finding(ColumnReport column, String code) {
    return column.findings().stream()
        .filter(finding -> finding.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static List<StoredRow> rows(MappedFile file) throws Exception {
    List<StoredRow> rows = new ArrayList<>();
    file.forEach(rows::add);
    return rows;
  }

  private static String mapping() {
    return """
        columns:
          "ロット": {term: kt:lotNumber}
          "引張強さ[kgf/mm2]": {term: kt:tensileStrength}
          "焼戻し温度(℃)": {term: kt:temperingTemperature}
        """;
  }

  private static MappedFile open(Path csv, String mapping) throws Exception {
    return MappedFile.open(csv, mapping, Vocabulary.shipped());
  }

  private Path write(String text, String charset) throws Exception {
    return Files.write(folder.resolve("data.csv"), text.getBytes(Charset.forName(charset)));
  }
}
