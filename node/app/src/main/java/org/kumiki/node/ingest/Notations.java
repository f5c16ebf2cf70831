package org.kumiki.node.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the numbers of a file are written, as a whole and by column.
 *
 * <p>A column's own evidence comes first, then what the other columns agree on, then the delimiter:
 * beside commas as delimiters a decimal comma is not expected, while a semicolon or a tab says
 * nothing, and the notation stays undecided.
 */
record Notations(DecimalMark file, List<NumberNotation> columns, MissingMarks missing) {

  Notations {
    columns = List.copyOf(columns);
  }

  static Notations find(List<CsvRecord> rows, int columns, char delimiter, CsvOptions options) {
    MissingMarks missing = MissingMarks.defaultsAnd(options.missingMarks());
    boolean commaPossible = delimiter == ';' || delimiter == '\t';
    if (options.decimal().isPresent() || !commaPossible) {
      DecimalMark mark = options.decimal().orElse(DecimalMark.POINT);
      List<NumberNotation> same = Collections.nCopies(columns, NumberNotation.of(mark));
      return new Notations(mark, same, missing);
    }
    List<NotationEvidence> evidence = gather(rows, columns);
    NotationEvidence all = new NotationEvidence();
    evidence.forEach(all::addAll);
    DecimalMark file = all.unanimous(DecimalMark.UNDECIDED);
    List<NumberNotation> decided = evidence.stream().map(e -> e.decide(file)).toList();
    return new Notations(file, decided, missing);
  }

  CellParser[] parsers() {
    return columns.stream()
        .map(notation -> new CellParser(notation, missing))
        .toArray(CellParser[]::new);
  }

  private static List<NotationEvidence> gather(List<CsvRecord> rows, int columns) {
    List<NotationEvidence> evidence = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      evidence.add(new NotationEvidence());
    }
    for (CsvRecord row : rows) {
      for (int i = 0; i < Math.min(columns, row.fields().length); i++) {
        evidence.get(i).add(row.fields()[i]);
      }
    }
    return evidence;
  }
}
