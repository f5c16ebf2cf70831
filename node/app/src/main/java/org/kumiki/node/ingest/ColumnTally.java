package org.kumiki.node.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.kumiki.node.ingest.ColumnProfile.Kind;
import org.kumiki.node.ingest.ColumnProfile.OddCell;

/** Counts the cells of one column as they pass; memory is constant. For one thread. */
final class ColumnTally {

  private final Predicate<String> isUnit;
  private final List<Long> missingLines = new ArrayList<>();
  private final List<OddCell> firstTexts = new ArrayList<>();
  private final List<OddCell> firstNumberTexts = new ArrayList<>();
  private long numbers;
  private long censored;
  private long missing;
  private long texts;
  private long numberTexts;

  ColumnTally(Predicate<String> isUnit) {
    this.isUnit = isUnit;
  }

  void add(long line, Cell cell) {
    if (cell instanceof Cell.Number) {
      numbers++;
    } else if (cell instanceof Cell.Censored) {
      censored++;
    } else if (cell instanceof Cell.Missing) {
      missing++;
      if (missingLines.size() < ColumnProfile.NAMED_LINES) {
        missingLines.add(line);
      }
    } else if (cell instanceof Cell.Text) {
      addText(line, ((Cell.Text) cell).text());
    }
  }

  private void addText(long line, String text) {
    texts++;
    Oddity oddity = Oddity.of(text, isUnit);
    if (firstTexts.size() < ColumnProfile.NAMED_LINES) {
      firstTexts.add(new OddCell(line, oddity));
    }
    if (oddity.meansNumber()) {
      numberTexts++;
      if (firstNumberTexts.size() < ColumnProfile.NAMED_LINES) {
        firstNumberTexts.add(new OddCell(line, oddity));
      }
    }
  }

  ColumnProfile profile(String header, String unit, NumberNotation notation) {
    Kind kind = kind();
    boolean allTextsOdd = kind == Kind.NUMBERS;
    boolean someTextsOdd = kind == Kind.MIXED;
    return new ColumnProfile(
        header,
        unit,
        notation,
        kind,
        numbers,
        censored,
        missing,
        texts,
        missingLines,
        allTextsOdd ? texts : someTextsOdd ? numberTexts : 0,
        allTextsOdd ? firstTexts : someTextsOdd ? firstNumberTexts : List.of());
  }

  private Kind kind() {
    long present = numbers + censored + texts;
    long numeric = numbers + censored + numberTexts;
    if (present == 0) {
      return Kind.EMPTY;
    }
    if (10 * numeric >= 9 * present) {
      return Kind.NUMBERS;
    }
    return 10 * numeric > present ? Kind.MIXED : Kind.TEXTS;
  }
}
