package org.kumiki.ontology.sheet;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.ontology.table.Formulas;

/**
 * Values as they stand in a cell, each on its own line. A backslash stands before a first character
 * that a spreadsheet would take for the beginning of a formula, and begins {@code \n}, {@code \t}
 * and {@code \\}: no text of the vocabulary is ever run as a formula by whoever opens the sheet.
 */
final class Cells {
  private Cells() {}

  static String write(List<String> values) {
    return String.join("\n", values.stream().map(Cells::escaped).toList());
  }

  static String write(String value) {
    return write(List.of(value));
  }

  static List<String> read(String cell) {
    List<String> values = new ArrayList<>();
    for (String line : cell.split("\r?\n", -1)) {
      String value = unescaped(line.strip());
      if (!value.isBlank()) {
        values.add(value);
      }
    }
    return values;
  }

  private static String escaped(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "");
    String tabless = escaped.replace("\t", "\\t");
    return Formulas.begins(escaped) ? "\\" + tabless : tabless;
  }

  private static String unescaped(String cell) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cell.length(); i++) {
      boolean escape = cell.charAt(i) == '\\' && i + 1 < cell.length();
      char c = escape ? cell.charAt(++i) : cell.charAt(i);
      text.append(escape && c == 'n' ? '\n' : escape && c == 't' ? '\t' : c);
    }
    return text.toString();
  }
}
