package org.kumiki.node.ingest;

import java.util.List;
import java.util.Optional;
import org.kumiki.node.ingest.Cell.Direction;

/**
 * The sign or word that makes a value censored, and the text of its limit: {@code <0.1}, {@code
 * ≧500}, 0.1未満, 500以上.
 */
record Bound(Direction direction, boolean inclusive, String limit) {

  private record Mark(String text, Direction direction, boolean inclusive) {
    Bound at(String limit) {
      return new Bound(direction, inclusive, limit.strip());
    }
  }

  /** Longer signs first, so that {@code <=} is not read as {@code <} and a limit of {@code =}. */
  private static final List<Mark> BEFORE =
      List.of(
          new Mark("<=", Direction.BELOW, true),
          new Mark("=<", Direction.BELOW, true),
          new Mark(">=", Direction.ABOVE, true),
          new Mark("=>", Direction.ABOVE, true),
          new Mark("≤", Direction.BELOW, true),
          new Mark("≦", Direction.BELOW, true),
          new Mark("⩽", Direction.BELOW, true),
          new Mark("≥", Direction.ABOVE, true),
          new Mark("≧", Direction.ABOVE, true),
          new Mark("⩾", Direction.ABOVE, true),
          new Mark("<", Direction.BELOW, false),
          new Mark(">", Direction.ABOVE, false));

  private static final List<Mark> AFTER =
      List.of(
          new Mark("未満", Direction.BELOW, false),
          new Mark("以下", Direction.BELOW, true),
          new Mark("以上", Direction.ABOVE, true),
          new Mark("を超える", Direction.ABOVE, false),
          new Mark("超過", Direction.ABOVE, false),
          new Mark("超", Direction.ABOVE, false));

  /** How the marks before begin and the marks after end; most cells do neither. */
  private static final String FIRST = "<=>≤≦⩽≥≧⩾";

  private static final String LAST = "満下上る過超";

  /** The bound in a folded text; the limit is not yet known to be a number. */
  static Optional<Bound> find(String folded) {
    if (folded.length() < 2
        || (FIRST.indexOf(folded.charAt(0)) < 0
            && LAST.indexOf(folded.charAt(folded.length() - 1)) < 0)) {
      return Optional.empty();
    }
    for (Mark mark : BEFORE) {
      if (folded.startsWith(mark.text)) {
        return Optional.of(mark.at(folded.substring(mark.text.length())));
      }
    }
    for (Mark mark : AFTER) {
      if (folded.endsWith(mark.text)) {
        return Optional.of(mark.at(folded.substring(0, folded.length() - mark.text.length())));
      }
    }
    return Optional.empty();
  }
}
