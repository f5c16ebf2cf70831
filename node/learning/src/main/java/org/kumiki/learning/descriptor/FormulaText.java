package org.kumiki.learning.descriptor;

import java.text.Normalizer;
import java.util.BitSet;

/**
 * The text of a formula in one alphabet, with the way back to where each character was written.
 *
 * <p>Compatibility forms become plain ones (Unicode NFKC, one code point at a time: subscripts,
 * superscripts, full width), every dash becomes {@code -}, every dot or star of a hydrate becomes
 * {@code ·}, every blank a space; invisible characters vanish. That a character was a superscript
 * is remembered, because there it means a charge or a mass number.
 */
final class FormulaText {
  /** Hyphens, dashes, minus, and the prolonged sound mark that Japanese input puts for a dash. */
  private static final String DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30FC";

  private static final String DOTS = "\u00B7\u30FB\u2022\u22C5\u2219\u2027*\u00D7";
  private static final String INVISIBLE = "\u200B\u200C\u200D\u2060\uFEFF\u00AD";
  private static final String SUPERSCRIPTS =
      "\u00B9\u00B2\u00B3\u2070\u2074\u2075\u2076\u2077\u2078\u2079\u207A\u207B";

  /** What stands at an index outside the text: no character of any formula. */
  static final char NOTHING = '\0';

  private final String plain;
  private final int[] origin; // of each plain character, and of the end
  private final BitSet raised = new BitSet();

  /** The caller bounds the length: one code point may become as many as 18 characters. */
  FormulaText(String written) {
    StringBuilder forms = new StringBuilder();
    int[] places = new int[written.length() * 18 + 1];
    for (int at = 0; at < written.length(); ) {
      int codePoint = written.codePointAt(at);
      int before = forms.length();
      append(codePoint, forms);
      for (int i = before; i < forms.length(); i++) {
        places[i] = at;
        raised.set(i, SUPERSCRIPTS.indexOf(codePoint) >= 0);
      }
      at += Character.charCount(codePoint);
    }
    places[forms.length()] = written.length();
    this.plain = forms.toString();
    this.origin = places;
  }

  private FormulaText(FormulaText whole, int end) {
    this.plain = whole.plain.substring(0, end);
    this.origin = whole.origin;
    this.raised.or(whole.raised);
  }

  /** The text up to this index. */
  FormulaText before(int end) {
    return new FormulaText(this, end);
  }

  private static void append(int codePoint, StringBuilder forms) {
    if (INVISIBLE.indexOf(codePoint) >= 0) {
      return;
    }
    String form = Character.toString(codePoint);
    if (codePoint > 0x7F) {
      form = Normalizer.normalize(form, Normalizer.Form.NFKC);
    }
    form.chars().forEach(c -> forms.append(canonical((char) c)));
  }

  private static char canonical(char c) {
    if (DASHES.indexOf(c) >= 0) {
      return '-';
    }
    if (DOTS.indexOf(c) >= 0) {
      return '·';
    }
    return Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c;
  }

  int length() {
    return plain.length();
  }

  /** The character there, or {@link #NOTHING} outside the text. */
  char at(int index) {
    return index >= 0 && index < plain.length() ? plain.charAt(index) : NOTHING;
  }

  boolean isDigit(int index) {
    return at(index) >= '0' && at(index) <= '9';
  }

  boolean isCapital(int index) {
    return at(index) >= 'A' && at(index) <= 'Z';
  }

  boolean isSmall(int index) {
    return at(index) >= 'a' && at(index) <= 'z';
  }

  /** Whether this was written as a superscript. */
  boolean isRaised(int index) {
    return raised.get(index);
  }

  /** The first index from here on that holds no blank. */
  int skipBlanks(int index) {
    int next = index;
    while (at(next) == ' ') {
      next++;
    }
    return next;
  }

  /** Where the run of digits from here ends; a change between line and superscript ends it too. */
  int skipDigits(int index) {
    int next = index;
    while (isDigit(next) && isRaised(next) == isRaised(index)) {
      next++;
    }
    return next;
  }

  Unreadable refuse(FormulaProblem code, int index) {
    return new Unreadable(code, origin[index]);
  }

  /** The plain text, for patterns; indices are those of this class. */
  String plain() {
    return plain;
  }
}
