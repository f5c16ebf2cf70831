package org.kumiki.node.ingest;

/**
 * Gathers, over the cells of one column, what decides its decimal mark.
 *
 * <p>{@code 1.5}, {@code 0,25} and {@code 1.234,5} can be read one way only and are evidence;
 * {@code 1,234} can be read both ways and is none. Mutable, for one thread.
 */
final class NotationEvidence {

  private long point;
  private long comma;

  void add(String cell) {
    if (cell.indexOf('.') < 0 && cell.indexOf(',') < 0 && isAscii(cell)) {
      return;
    }
    String folded = FoldedText.of(cell);
    String number = Bound.find(folded).map(Bound::limit).orElse(folded);
    boolean asPoint = !Double.isNaN(NumberReader.read(number, NumberNotation.POINT));
    boolean asComma = !Double.isNaN(NumberReader.read(number, NumberNotation.COMMA));
    if (asPoint && !asComma) {
      point++;
    } else if (asComma && !asPoint) {
      comma++;
    }
  }

  void addAll(NotationEvidence other) {
    point += other.point;
    comma += other.comma;
  }

  /** The mark of this column; where it has no evidence of its own, the given one. */
  NumberNotation decide(DecimalMark otherwise) {
    if (point == 0 && comma == 0) {
      return NumberNotation.of(otherwise);
    }
    if (comma == 0) {
      return NumberNotation.POINT;
    }
    if (point == 0) {
      return NumberNotation.COMMA;
    }
    // Both occur: the rarer is reported cell by cell, and 1,234 may be neither.
    return new NumberNotation(point >= comma ? DecimalMark.POINT : DecimalMark.COMMA, false);
  }

  /** The mark of a whole file: only where its columns agree. */
  DecimalMark unanimous(DecimalMark otherwise) {
    if (point == 0 && comma == 0) {
      return otherwise;
    }
    if (point > 0 && comma > 0) {
      return DecimalMark.UNDECIDED;
    }
    return point > 0 ? DecimalMark.POINT : DecimalMark.COMMA;
  }

  private static boolean isAscii(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      if (cell.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
