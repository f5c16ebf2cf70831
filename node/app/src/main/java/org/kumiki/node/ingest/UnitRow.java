package org.kumiki.node.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a row of units from a row of data: it holds no number, at least half of what it holds looks
 * like a unit, and below one of those units stand numbers.
 */
final class UnitRow {

  /** Rows below that are looked at for numbers. */
  private static final int ROWS_BELOW = 20;

  private static final CellParser PARSER =
      new CellParser(NumberNotation.UNDECIDED, MissingMarks.defaults());

  private UnitRow() {}

  /**
   * The units, if the first record below the header holds them.
   *
   * @param below the first records below the header
   */
  static Optional<List<String>> find(List<CsvRecord> below, int columns, CsvOptions options) {
    if (below.isEmpty() || !options.unitRow().orElse(true)) {
      return Optional.empty();
    }
    boolean stated = options.unitRow().isPresent();
    return stated || looksLikeUnits(below, columns, options)
        ? Optional.of(units(below.get(0), columns))
        : Optional.empty();
  }

  private static boolean looksLikeUnits(List<CsvRecord> below, int columns, CsvOptions options) {
    String[] fields = below.get(0).fields();
    int filled = 0;
    List<Integer> unitLike = new ArrayList<>();
    for (int i = 0; i < Math.min(columns, fields.length); i++) {
      Cell cell = PARSER.parse(fields[i]);
      if (cell instanceof Cell.Number || cell instanceof Cell.Censored) {
        return false;
      }
      if (cell instanceof Cell.Text) {
        filled++;
        if (isUnit(fields[i], options)) {
          unitLike.add(i);
        }
      }
    }
    boolean mostly = !unitLike.isEmpty() && 2 * unitLike.size() >= filled;
    List<CsvRecord> rows = below.subList(1, Math.min(below.size(), 1 + ROWS_BELOW));
    return mostly
        && (rows.isEmpty() || unitLike.stream().anyMatch(column -> numbersIn(rows, column)));
  }

  private static boolean isUnit(String field, CsvOptions options) {
    String bare = UnitText.bare(field);
    boolean number = PARSER.parse(bare) instanceof Cell.Number;
    return !number && (UnitText.isBracketed(field) || options.isUnit().test(bare));
  }

  private static boolean numbersIn(List<CsvRecord> rows, int column) {
    int present = 0;
    int numbers = 0;
    for (CsvRecord row : rows) {
      Cell cell =
          column < row.fields().length ? PARSER.parse(row.fields()[column]) : Cell.Missing.MISSING;
      present += cell instanceof Cell.Missing ? 0 : 1;
      numbers += cell instanceof Cell.Number || cell instanceof Cell.Censored ? 1 : 0;
    }
    return numbers > 0 && 2 * numbers >= present;
  }

  private static List<String> units(CsvRecord record, int columns) {
    List<String> units = new ArrayList<>(columns);
    for (int i = 0; i < columns; i++) {
      String unit = i < record.fields().length ? UnitText.bare(record.fields()[i]) : "";
      units.add(MissingMarks.defaults().contains(unit) ? "" : unit);
    }
    return units;
  }
}
