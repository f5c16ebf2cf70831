package org.kumiki.node.ingest;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a text that stands among numbers is not a number, so that a person can put it right. */
public enum Oddity {
  AMBIGUOUS_MARK("its comma or point may separate thousands or decimals: state `decimal`"),
  OTHER_MARK("it uses the other decimal mark than its column"),
  UNIT_IN_CELL("a unit stands in the cell: move it to the header"),
  UNCERTAINTY("an uncertainty stands in the cell: move it to a column of its own"),
  RANGE("it is a range of two numbers"),
  APPROXIMATE("it is marked as approximate"),
  ACCOUNTING_NEGATIVE("▲ or brackets mean a negative number in accounts only: write a minus"),
  OUT_OF_RANGE("no double can hold the number"),
  SPREADSHEET_ERROR("it is the error of a spreadsheet's formula"),
  WORDS("it is not a number");

  private static final Pattern SPREADSHEET =
      Pattern.compile("#(?:DIV/0!|VALUE!|REF!|NAME\\?|NUM!|NULL!|####*)");
  private static final Pattern LEADING_NUMBER =
      Pattern.compile("([+-]?[0-9][0-9.,']*(?:[eE][+-]?\\d+)?) ?(\\D.*)");
  private static final Pattern TRAILING_NUMBER =
      Pattern.compile("(約|およそ|~|〜|∼|ca\\.?|approx\\.?|▲|△|\\() ?([0-9][0-9.,']*)\\)?");
  private static final Pattern EXPONENTIAL =
      Pattern.compile("[+-]?[0-9.,]*[1-9][0-9.,]*[eE][+-]?\\d+");

  /** How every text begins that the patterns above match; spares them the words. */
  private static final String BEGIN_NUMBERS = "0123456789+-.,約お~〜∼ca▲△(";

  private final String reason;

  Oddity(String reason) {
    this.reason = reason;
  }

  /** One clause for people; never the cell itself. */
  public String reason() {
    return reason;
  }

  /** Whether the text holds a number that somebody meant, unlike {@link #WORDS}. */
  boolean meansNumber() {
    return this != WORDS && this != SPREADSHEET_ERROR;
  }

  /** Names what is odd about a cell that {@link CellParser} left as a text. */
  static Oddity of(String text, Predicate<String> isUnit) {
    String folded = FoldedText.of(text);
    if (folded.startsWith("#") && SPREADSHEET.matcher(folded).matches()) {
      return SPREADSHEET_ERROR;
    }
    String number = Bound.find(folded).map(Bound::limit).orElse(folded);
    if (number.isEmpty()
        || number.length() > NumberReader.LONGEST_NUMBER
        || BEGIN_NUMBERS.indexOf(number.charAt(0)) < 0) {
      return WORDS;
    }
    return marks(number).or(() -> surroundings(number, isUnit)).orElse(WORDS);
  }

  private static Optional<Oddity> marks(String number) {
    boolean point = isNumber(number, NumberNotation.POINT);
    boolean comma = isNumber(number, NumberNotation.COMMA);
    if (point || comma) {
      return Optional.of(point && comma ? AMBIGUOUS_MARK : OTHER_MARK);
    }
    return EXPONENTIAL.matcher(number).matches() ? Optional.of(OUT_OF_RANGE) : Optional.empty();
  }

  private static Optional<Oddity> surroundings(String text, Predicate<String> isUnit) {
    Matcher trailing = TRAILING_NUMBER.matcher(text);
    if (trailing.matches()) {
      boolean accounting = "▲△(".contains(trailing.group(1));
      return Optional.of(accounting ? ACCOUNTING_NEGATIVE : APPROXIMATE);
    }
    Matcher leading = LEADING_NUMBER.matcher(text);
    if (!leading.matches()) {
      return Optional.empty();
    }
    String rest = leading.group(2).strip();
    if (isUnit.test(rest)) {
      return Optional.of(UNIT_IN_CELL);
    }
    if (rest.startsWith("±") || rest.startsWith("+/-") || rest.matches("\\(\\d+\\)")) {
      return Optional.of(UNCERTAINTY);
    }
    boolean range = rest.matches("[-~〜∼] ?[0-9][0-9.,']*(?:[eE][+-]?\\d+)?");
    return range ? Optional.of(RANGE) : Optional.empty();
  }

  private static boolean isNumber(String folded, NumberNotation notation) {
    return !Double.isNaN(NumberReader.read(folded, notation));
  }
}
