package org.kumiki.ontology.sheet;

import java.util.List;

/**
 * A row of a sheet as it was read.
 *
 * @param number as a spreadsheet program counts it, from 1
 * @param cells as written
 */
public record SheetLine(int number, List<String> cells) {
  public SheetLine {
    cells = List.copyOf(cells);
  }

  boolean isEmpty() {
    return cells.stream().allMatch(String::isBlank);
  }
}
