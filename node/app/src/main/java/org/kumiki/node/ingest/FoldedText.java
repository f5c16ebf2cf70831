package org.kumiki.node.ingest;

/**
 * Brings full-width characters, the many blanks and the many minus signs of spreadsheets to ASCII,
 * and strips the blanks around.
 *
 * <p>Not Unicode's NFKC: that would turn {@code 10⁵} into {@code 105}, {@code 5²} into {@code 52}
 * and {@code ①} into {@code 1}, each a number that nobody wrote.
 */
final class FoldedText {

  private static final char FULL_WIDTH_FIRST = '\uFF01';
  private static final char FULL_WIDTH_LAST = '\uFF5E';
  private static final int FULL_WIDTH_SHIFT = 0xFEE0;
  private static final char DROPPED = '\0';

  private FoldedText() {}

  static String of(String text) {
    int firstChange = firstChange(text);
    if (firstChange == text.length()) {
      return text.strip();
    }
    StringBuilder folded = new StringBuilder(text.length()).append(text, 0, firstChange);
    for (int i = firstChange; i < text.length(); i++) {
      char c = fold(text.charAt(i));
      if (c != DROPPED) {
        folded.append(c);
      }
    }
    return signed(folded.toString().strip());
  }

  private static int firstChange(String text) {
    int i = 0;
    while (i < text.length() && (text.charAt(i) < 0x80 || fold(text.charAt(i)) == text.charAt(i))) {
      if (isLongVowel(text.charAt(i))) {
        return i;
      }
      i++;
    }
    return i;
  }

  private static char fold(char c) {
    if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
      return (char) (c - FULL_WIDTH_SHIFT);
    }
    return switch (c) {
      // Ideographic, no-break, figure, thin and narrow no-break space.
      case '\u3000', '\u00A0', '\u2007', '\u2009', '\u202F' -> ' ';
      // Hyphens, en dash, minus sign, small hyphen-minus.
      case '\u2010', '\u2011', '\u2013', '\u2212', '\uFE63' -> '-';
      case '\u2019' -> '\'';
      // Zero-width space, direction marks, a byte order mark pasted into a cell.
      case '\u200B', '\u200E', '\u200F', '\uFEFF' -> DROPPED;
      default -> c;
    };
  }

  /** The long vowel mark ー is typed for a minus; it means one only right before a digit. */
  private static String signed(String text) {
    boolean minus =
        text.length() > 1 && isLongVowel(text.charAt(0)) && isDigitOrPoint(text.charAt(1));
    return minus ? "-" + text.substring(1) : text;
  }

  private static boolean isLongVowel(char c) {
    return c == '\u30FC' || c == '\uFF70';
  }

  private static boolean isDigitOrPoint(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }
}
