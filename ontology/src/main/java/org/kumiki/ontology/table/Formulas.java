package org.kumiki.ontology.table;

import java.util.regex.Pattern;

/** Which texts a spreadsheet program takes for the beginning of a formula. */
public final class Formulas {
  /**
   * First characters: with the full-width forms, which Japanese versions of Excel take for the
   * same, and with the white space that some programs skip before they look.
   */
  public static final String FIRST = "=+-@＝＋－＠\t\r";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?");

  private Formulas() {}

  /** Whether a cell of this text might be run by whoever opens it; a number is none. */
  public static boolean begins(String text) {
    return !text.isEmpty() && FIRST.indexOf(text.charAt(0)) >= 0 && !NUMBER.matcher(text).matches();
  }
}
