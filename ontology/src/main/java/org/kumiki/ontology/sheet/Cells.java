package org.kumiki.ontology.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Values as they stand in a cell, each on its own line. A backslash stands before a first character
 * that a spreadsheet would take for the beginning of a formula, and begins {@code \n}, {@code \t}
 * and {@code \\}: no text of the vocabulary is ever run as a formula by whoever opens the sheet.
 */
final class Cells {
  /** With the full-width forms, which Japanese versions of Excel take for the same. */
  private static final String FORMULA = "=+-@＝＋－＠\t\r";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?");

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
    boolean formula =
        !escaped.isEmpty()
            && FORMULA.indexOf(escaped.charAt(0)) >= 0
            && !NUMBER.matcher(escaped).matches();
    return formula ? "\\" + escaped.replace("\t", "\\t") : escaped.replace("\t", "\\t");
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
