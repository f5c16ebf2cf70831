package org.kumiki.node.ingest;

import java.util.regex.Pattern;

/**
 * Knows the look of a unit symbol, for callers that bring no table of units of their own. Wide on
 * purpose: it only helps to tell a row of units from a row of data, and numbers decide that too.
 */
final class UnitText {

  private static final String SYMBOL =
      "(?:(?:wt|mass|at|mol|vol|area)[ .]?[%％]|[%％‰°]|[°º]?[CF]|℃|℉|deg(?:C|F)?|ppm|ppb"
          + "|[fpnuµμmcdhkMGT]?(?:m|g|s|A|K|mol|cd|Hz|N|Pa|J|W|C|V|F|Ω|ohm|S|T|H|l|L|eV|bar|cal|rad)"
          + "|h|hr|min|sec|d|day|days|year|atm|Torr|mmHg|psi|ksi|lb|lbf|kgf|tf|gf|in|ft"
          + "|HV|HB|HBW|HRC|HRB|HRA|HK|HS|cP|cSt|P|rpm|Å|Da|u|M|年|日|時間|分|秒|回|倍|個|枚|本)";

  private static final String POWER = "(?:\\^?[-+⁻−]?[0-9]|[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]|\\^\\([-+]?[0-9]\\))?";

  private static final Pattern UNIT =
      Pattern.compile(SYMBOL + POWER + "(?:[ /·・⋅*.]+" + SYMBOL + POWER + ")*");

  private static final Pattern BRACKETED =
      Pattern.compile("\\[(.*)]|\\((.*)\\)|【(.*)】|〔(.*)〕", Pattern.DOTALL);

  private UnitText() {}

  static boolean isUnit(String text) {
    String bare = text.replace("(", "").replace(")", "").strip();
    return bare.length() <= 32 && UNIT.matcher(bare).matches();
  }

  static boolean isBracketed(String text) {
    return BRACKETED.matcher(FoldedText.of(text)).matches();
  }

  /** The text without the brackets around the whole of it. */
  static String bare(String text) {
    String folded = FoldedText.of(text);
    boolean bracketed = BRACKETED.matcher(folded).matches();
    return bracketed ? folded.substring(1, folded.length() - 1).strip() : folded;
  }
}
