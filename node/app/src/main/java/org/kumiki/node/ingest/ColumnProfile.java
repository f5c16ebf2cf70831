package org.kumiki.node.ingest;

import java.util.List;
import java.util.Objects;

/**
 * What one column holds.
 *
 * @param header as in the file
 * @param unit from the row of units; blank where there is none
 * @param missingLines the first lines whose cell is missing
 * @param oddCells how many cells are odd: in a column of numbers every text, in a mixed one every
 *     text that holds a number
 * @param firstOdd the first of them
 */
public record ColumnProfile(
    String header,
    String unit,
    NumberNotation notation,
    Kind kind,
    long numbers,
    long censored,
    long missing,
    long texts,
    List<Long> missingLines,
    long oddCells,
    List<OddCell> firstOdd) {

  /** Lines that are named for each column; the counts go on. */
  public static final int NAMED_LINES = 20;

  /** What a column is meant to hold, judged by its cells that are not missing. */
  public enum Kind {
    /** At least nine tenths are numbers, censored, or texts with a number in them. */
    NUMBERS,
    /** Some are and some are not. */
    MIXED,
    /** At most one tenth are. */
    TEXTS,
    /** All are missing. */
    EMPTY
  }

  /** A cell to look at, by its line; never its content. */
  public record OddCell(long line, Oddity oddity) {
    public OddCell {
      Objects.requireNonNull(oddity, "oddity");
    }
  }

  public ColumnProfile {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(notation, "notation");
    Objects.requireNonNull(kind, "kind");
    missingLines = List.copyOf(missingLines);
    firstOdd = List.copyOf(firstOdd);
  }
}
