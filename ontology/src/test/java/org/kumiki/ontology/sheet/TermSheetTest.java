package org.kumiki.ontology.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.SKOS;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.ontology.editorial.Base;
import org.kumiki.ontology.editorial.Drafted;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.Edit.Synonym;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Vocabulary;

class TermSheetTest {
  private static final String PROPERTIES = Names.SCHEME + "properties";
  private static final String TENSILE = Names.TERM + "tensileStrength";

  private static Base base(Graph graph, long version) {
    return new Base(
        graph,
        graph,
        iri -> graph.contains(NodeFactory.createURI(iri), Node.ANY, Node.ANY) ? version : 0);
  }

  private static Base shipped() {
    return base(Vocabulary.shipped().model().getGraph(), 7);
  }

  private static List<SheetLine> lines(List<List<String>> rows) {
    return SheetFile.read(SheetFile.csv(rows));
  }

  /** The sheet of strengths with one cell changed. */
  private static List<List<String>> edited(
      String term, Column column, UnaryOperator<String> change) {
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row :
        TermSheet.rows(shipped(), Optional.of(Names.TERM + "strengthProperty"))) {
      List<String> cells = new ArrayList<>(row);
      if (cells.get(0).equals(term)) {
        cells.set(column.ordinal(), change.apply(cells.get(column.ordinal())));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static SheetDiff diff(String term, Column column, UnaryOperator<String> change) {
    return TermSheet.compare(lines(edited(term, column, change)), shipped());
  }

  @Test
  void aSheetThatComesBackAsItWentGivesNoEdit() {
    for (Optional<String> scope : List.of(Optional.<String>empty(), Optional.of(PROPERTIES))) {
      List<List<String>> rows = TermSheet.rows(shipped(), scope);

      SheetDiff asCsv = TermSheet.compare(SheetFile.read(SheetFile.csv(rows)), shipped());
      SheetDiff asExcel = TermSheet.compare(SheetFile.read(SheetFile.excel(rows)), shipped());

      assertEquals(List.of(), asCsv.edits());
      assertEquals(List.of(), asCsv.problems());
      assertEquals(rows.size() - 1, asCsv.unchanged());
      assertEquals(asCsv, asExcel);
    }
  }

  @Test
  void aBranchIsATermAndAllBelowIt() {
    List<String> terms =
        TermSheet.rows(shipped(), Optional.of(TENSILE)).stream().map(row -> row.get(0)).toList();

    assertEquals(List.of("iri", "kt:hotStrength", "kt:tensileStrength"), terms);
  }

  @Test
  void onlyWhatChangedBecomesAnEdit() {
    SheetDiff diff =
        diff("kt:tensileStrength", Column.OTHER_EN, cell -> cell.replace("\nTS\n", "\nRm max\n"));

    assertEquals(
        List.of(
            new Edit.DropSynonym(TENSILE, "TS", Language.EN),
            new Edit.AddSynonym(TENSILE, Synonym.alternative("Rm max", Language.EN))),
        diff.edits());
    assertEquals(List.of(), diff.problems());
    assertEquals(7, diff.seen().get(TENSILE));
  }

  @Test
  void eachColumnHasItsEdit() {
    assertEquals(
        List.of(
            new Edit.ChangeLabel(
                TENSILE, Language.EN, "strength in tension", Optional.empty(), false)),
        diff("kt:tensileStrength", Column.LABEL_EN, cell -> "strength in tension").edits());
    assertEquals(
        List.of(new Edit.ChangeLabel(TENSILE, Language.JA, "引張強さ", Optional.of("ひっぱりきょうど"), false)),
        diff("kt:tensileStrength", Column.READING, cell -> "ひっぱりきょうど").edits());
    assertEquals(
        List.of(new Edit.ChangeDefinition(TENSILE, Language.JA, "最大の応力。")),
        diff("kt:tensileStrength", Column.DEFINITION_JA, cell -> "最大の応力。").edits());
    assertEquals(
        List.of(new Edit.ChangeScopeNote(TENSILE, Language.EN, "At any temperature.")),
        diff("kt:tensileStrength", Column.NOTE_EN, cell -> "At any temperature.").edits());
    assertEquals(
        List.of(
            new Edit.Move(
                TENSILE,
                Optional.of(Names.TERM + "strengthProperty"),
                Optional.of(Names.TERM + "yieldStrength"))),
        diff("kt:tensileStrength", Column.BROADER, cell -> "kt:yieldStrength").edits());
    assertEquals(
        List.of(
            new Edit.ChangeQuantity(
                TENSILE,
                new Quantity(Names.QUDT_KIND + "Stress", Names.QUDT_UNIT + "PA", 0, 5000))),
        diff("kt:tensileStrength", Column.UNIT, cell -> "unit:PA").edits());
    assertEquals(
        diff("kt:tensileStrength", Column.UNIT, cell -> "unit:PA").edits(),
        diff("kt:tensileStrength", Column.UNIT, cell -> "Pa").edits(),
        "a unit may be written as people write it");
    assertEquals(List.of(), diff("kt:tensileStrength", Column.UNIT, cell -> "MPa").edits());
    assertEquals(
        List.of(new Edit.Deprecate(TENSILE, Optional.empty())),
        diff("kt:tensileStrength", Column.DEPRECATED, cell -> "yes").edits());
  }

  @Test
  void theEditsOfASheetCanBeMade() {
    List<List<String>> rows =
        edited("kt:tensileStrength", Column.OTHER_JA, cell -> cell + "\n最大引張強さ");
    rows.add(
        List.of(
            "",
            "",
            "ks:properties",
            "property",
            "kt:strengthProperty",
            "notched bar strength",
            "切欠き棒強さ",
            "",
            "NBS\nnotch strength",
            "",
            "",
            "",
            "Stress at a notch.",
            "切欠き部の応力。",
            "At room temperature.",
            "",
            "qk:Stress",
            "MPa",
            "0",
            "5000",
            "",
            ""));

    SheetDiff diff = TermSheet.compare(lines(rows), shipped());
    Drafted drafted = Drafted.of(diff.edits(), shipped());

    assertEquals(List.of(), diff.problems());
    assertEquals(3, diff.edits().size());
    assertTrue(
        diff.edits()
            .contains(
                new Edit.ChangeScopeNote(
                    Names.TERM + "notchedBarStrength", Language.EN, "At room temperature.")));
    assertTrue(drafted.complete(), drafted.toString());
  }

  @Test
  void aNumberIsTheSameHoweverItIsWritten() {
    assertEquals(List.of(), diff("kt:tensileStrength", Column.UPPER, cell -> "5,000.0").edits());
  }

  @Test
  void aRowThatOthersHaveChangedSinceIsNamedAndLeftOut() {
    List<SheetLine> sheet =
        lines(edited("kt:tensileStrength", Column.DEFINITION_EN, cell -> "Another."));
    SheetDiff late = TermSheet.compare(sheet, base(shipped().shared(), 8));

    assertEquals(List.of(), late.edits());
    assertEquals("sheet-changed-since", late.problems().get(0).refusal().code());
    assertEquals(1, late.problems().size(), "rows that say what the vocabulary says are fine");
  }

  @Test
  void badRowsAreNamedByTheirLineAndTheOthersCount() {
    List<List<String>> rows =
        edited("kt:tensileStrength", Column.DEFINITION_EN, cell -> "Another.");
    int next = lines(rows).get(rows.size() - 1).number() + 1;
    rows.add(List.of("kt:nothing", "3"));
    rows.add(List.of("kt:tensileStrength", "7"));
    rows.add(List.of("", "", "ks:properties", "wish"));
    rows.add(
        List.of(
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "one more"));

    SheetDiff diff = TermSheet.compare(lines(rows), shipped());

    assertEquals(1, diff.edits().size());
    assertEquals(
        List.of(
            next + " sheet-no-such-term",
            next + 1 + " sheet-twice",
            next + 2 + " sheet-incomplete",
            next + 3 + " sheet-too-long"),
        diff.problems().stream()
            .map(problem -> problem.line() + " " + problem.refusal().code())
            .distinct()
            .filter(problem -> !problem.endsWith("sheet-no-role"))
            .toList());
  }

  @Test
  void whatASheetCannotChangeIsSaid() {
    assertEquals(
        "sheet-not-here",
        diff("kt:tensileStrength", Column.ROLE, cell -> "outcome")
            .problems()
            .get(0)
            .refusal()
            .code());
    assertEquals(
        "sheet-empty",
        diff("kt:tensileStrength", Column.LABEL_JA, cell -> "").problems().get(0).refusal().code());
    assertEquals(
        "sheet-no-number",
        diff("kt:tensileStrength", Column.UPPER, cell -> "many")
            .problems()
            .get(0)
            .refusal()
            .code());
  }

  @Test
  void aUnitAloneMakesNoMeasureOfATermThatHasNone() {
    SheetDiff diff = diff("kt:strengthProperty", Column.UNIT, cell -> "unit:MegaPA");
    assertEquals(List.of(), diff.edits());
    assertEquals(
        List.of("sheet-half-measured"),
        diff.problems().stream().map(problem -> problem.refusal().code()).toList());
  }

  @Test
  void columnsMayBeLeftOutAndReordered() {
    SheetDiff diff =
        TermSheet.compare(
            lines(
                List.of(
                    List.of("definition@en", "version", "IRI"),
                    List.of("Another.", "7", "kt:tensileStrength"))),
            shipped());

    assertEquals(
        List.of(new Edit.ChangeDefinition(TENSILE, Language.EN, "Another.")), diff.edits());
  }

  /** Without it a sheet of last month would undo, unseen, what others have changed since. */
  @Test
  void aRowThatChangesATermSaysWhichVersionItWasMadeOf() {
    for (List<List<String>> sheet :
        List.of(
            List.of(List.of("iri", "definition@en"), List.of("kt:tensileStrength", "Another.")),
            edited("kt:tensileStrength", Column.DEFINITION_EN, cell -> "Another.").stream()
                .map(row -> with(row, Column.VERSION, "7", ""))
                .toList(),
            edited("kt:tensileStrength", Column.DEFINITION_EN, cell -> "Another.").stream()
                .map(row -> with(row, Column.VERSION, "7", "the last"))
                .toList())) {
      SheetDiff diff = TermSheet.compare(lines(sheet), shipped());

      assertEquals(List.of(), diff.edits());
      assertEquals(
          List.of("sheet-no-version"),
          diff.problems().stream().map(one -> one.refusal().code()).toList());
    }
    SheetDiff same =
        TermSheet.compare(lines(List.of(List.of("iri"), List.of("kt:tensileStrength"))), shipped());
    assertEquals(List.of(), same.problems(), "a row that changes nothing needs none");
  }

  private static List<String> with(List<String> row, Column column, String old, String text) {
    List<String> cells = new ArrayList<>(row);
    if (cells.get(column.ordinal()).equals(old)) {
      cells.set(column.ordinal(), text);
    }
    return cells;
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,5", "1,5", "1,00", "12,34,567", "1,0000", "1.000,5", ",500", "1,,000"})
  void aCommaThatIsNotBetweenThousandsIsRefused(String number) {
    SheetDiff diff = diff("kt:tensileStrength", Column.UPPER, cell -> number);

    assertEquals(List.of(), diff.edits());
    assertEquals(
        List.of("sheet-no-number"),
        diff.problems().stream().map(one -> one.refusal().code()).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"12,345", "12345", "1,234,567.5", "1.2345e4"})
  void aCommaBetweenThousandsIsRead(String number) {
    SheetDiff diff = diff("kt:tensileStrength", Column.UPPER, cell -> number);

    Edit.ChangeQuantity changed = assertInstanceOf(Edit.ChangeQuantity.class, diff.edits().get(0));
    assertEquals(Double.parseDouble(number.replace(",", "")), changed.quantity().upper());
  }

  @Test
  void aSheetWithoutItsColumnsIsRefused() {
    assertEquals(
        "sheet-no-header",
        TermSheet.compare(lines(List.of(List.of("label@en"))), shipped())
            .problems()
            .get(0)
            .refusal()
            .code());
    assertEquals(
        "sheet-unknown-column",
        TermSheet.compare(lines(List.of(List.of("iri", "colour"))), shipped())
            .problems()
            .get(0)
            .refusal()
            .code());
  }

  @Test
  void noCellOfTheSheetIsAFormula() {
    Graph hostile = GraphFactory.createDefaultGraph();
    shipped().shared().find().forEachRemaining(hostile::add);
    List<String> labels =
        List.of("=HYPERLINK(\"http://example.org\")", "+1+1", "-1-1", "@SUM(A1)", "＝1", "\\=1");
    for (String label : labels) {
      hostile.add(
          Triple.create(
              NodeFactory.createURI(TENSILE),
              SKOS.altLabel.asNode(),
              NodeFactory.createLiteralLang(label, "en")));
    }

    List<List<String>> rows = TermSheet.rows(base(hostile, 7), Optional.of(TENSILE));
    for (List<String> row : rows) {
      for (String cell : row) {
        for (String line : cell.split("\n", -1)) {
          assertTrue(!line.matches("(?s)[=+@＝＋－＠\t\r].*") && !line.matches("-[^0-9].*"), line);
        }
      }
    }
    SheetDiff back = TermSheet.compare(lines(rows), base(hostile, 7));
    assertEquals(List.of(), back.edits(), "and it comes back as it was");
  }

  @Property(tries = 300)
  void everyTextComesBackFromItsCell(@ForAll List<String> texts) {
    List<String> values =
        texts.stream()
            .map(text -> text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "").strip())
            .filter(text -> !text.isBlank())
            .toList();

    assertEquals(values, Cells.read(Cells.write(values)));
  }

  @Test
  void aWorkbookWithAFormulaIsRefusedByItsCell() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "test", "1.0")) {
      book.newWorksheet("terms").formula(1, 2, "1+1");
    }

    UnreadableSheet refused =
        assertThrows(UnreadableSheet.class, () -> SheetFile.read(out.toByteArray()));
    assertTrue(refused.words().en().contains("C2"), refused.words().en());
    assertTrue(refused.words().ja().contains("C2"), refused.words().ja());
  }

  @Test
  void aFileInAnotherEncodingOrADamagedWorkbookIsRefused() {
    byte[] shiftJis = {(byte) 0x88, (byte) 0xF8, (byte) 0x92, (byte) 0xA3};
    byte[] damaged = "PK\u0003\u0004nothing".getBytes(StandardCharsets.US_ASCII);

    assertTrue(
        assertThrows(UnreadableSheet.class, () -> SheetFile.read(shiftJis))
            .getMessage()
            .contains("UTF-8"));
    assertThrows(UnreadableSheet.class, () -> SheetFile.read(damaged));
    assertThrows(
        UnreadableSheet.class, () -> SheetFile.read(new byte[SheetFile.LONGEST_BYTES + 1]));
  }
}
