package org.kumiki.node.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kumiki.learning.descriptor.AmountBasis;
import org.kumiki.learning.descriptor.CompositionParser;
import org.kumiki.learning.descriptor.Parsed;
import org.kumiki.learning.descriptor.Unreadable;
import org.kumiki.node.ingest.Cell;
import org.kumiki.node.ingest.Row;
import org.kumiki.ontology.mapping.Basis;
import org.kumiki.ontology.mapping.MappedColumn;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.unit.UnitConverter;

/** Reads one mapped column cell by cell, converts it and counts what is missing or odd. */
final class ColumnCheck {
  private static final int FIRST_LINES = 10;

  private final MappedColumn column;
  private final Map<String, Tally> findings = new LinkedHashMap<>();
  private long values;
  private long missing;
  private long censored;

  ColumnCheck(MappedColumn column) {
    this.column = column;
  }

  private static final class Tally {
    private final String sentence;
    private long count;
    private final List<Long> firstLines = new ArrayList<>();

    Tally(String sentence) {
      this.sentence = sentence;
    }
  }

  /** The cell in the term's unit, or NaN; a censored one is added to {@code limits}. */
  double number(Row row, Map<String, String> limits) {
    Cell cell = row.cell(column.index());
    if (cell instanceof Cell.Number number) {
      double value = column.conversion().orElseThrow().apply(number.value());
      values++;
      if (!column.concept().quantity().orElseThrow().contains(value)) {
        find("OUTSIDE_DOMAIN", "outside the term's domain: the row takes no part", row);
      }
      return value;
    }
    if (cell instanceof Cell.Censored limit) {
      double value = column.conversion().orElseThrow().apply(limit.limit());
      String sign = limit.direction() == Cell.Direction.BELOW ? "<" : ">";
      limits.put(column.concept().iri(), sign + (limit.inclusive() ? "=" : "") + value);
      censored++;
      find("CENSORED", "only a limit is known: kept as such, not as a number", row);
    } else if (cell instanceof Cell.Missing) {
      missing++;
      find("MISSING", "no value", row);
    } else {
      find("NOT_A_NUMBER", "not a number: correct the file or add a missing-value mark", row);
    }
    return Double.NaN;
  }

  /** The cell as text; a composition is read to see whether it can be. */
  String text(Row row) {
    String text = row.text(column.index()).strip();
    if (row.cell(column.index()) instanceof Cell.Missing) {
      missing++;
      find("MISSING", "no value", row);
      return "";
    }
    values++;
    if (isFormula()) {
      Parsed parsed = CompositionParser.parse(text, basis());
      if (parsed instanceof Unreadable unreadable) {
        find(unreadable.code().name(), unreadable.message(), row);
      }
    }
    return text;
  }

  ImportReport.ColumnReport report() {
    List<ImportReport.Finding> found = new ArrayList<>();
    findings.forEach(
        (code, tally) ->
            found.add(
                new ImportReport.Finding(
                    code, tally.sentence, tally.count, List.copyOf(tally.firstLines))));
    UnitConverter units = UnitConverter.shipped();
    return new ImportReport.ColumnReport(
        column.header(),
        column.concept().iri(),
        column.concept().label(Language.EN),
        column.concept().label(Language.JA),
        column.role().word(),
        column.unit().map(units::symbol).orElse(""),
        column.concept().quantity().map(quantity -> units.symbol(quantity.unit())).orElse(""),
        values,
        missing,
        censored,
        found);
  }

  private boolean isFormula() {
    return column.role() == Role.COMPOSITION && !column.concept().measured();
  }

  private AmountBasis basis() {
    return column.basis().filter(basis -> basis == Basis.MASS).isPresent()
        ? AmountBasis.MASS
        : AmountBasis.ATOMIC;
  }

  private void find(String code, String sentence, Row row) {
    Tally tally = findings.computeIfAbsent(code, c -> new Tally(sentence));
    tally.count++;
    if (tally.firstLines.size() < FIRST_LINES) {
      tally.firstLines.add(row.line());
    }
  }
}
