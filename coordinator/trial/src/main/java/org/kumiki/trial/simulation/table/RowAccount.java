package org.kumiki.trial.simulation.table;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a file held beside the numbers that are used.
 *
 * @param rowsLeftOut rows by the reason why they are left out
 * @param missingValues unreported cells by numeric feature, over the rows that are used
 * @param cellsNotNumbers censored values and texts by numeric feature, which count as missing
 * @param missingElementValues rows whose Magpie features needed an elemental value that the table
 *     does not give, by element and property; it counts as the mean over the elements
 */
public record RowAccount(
    SortedMap<String, Long> rowsLeftOut,
    SortedMap<String, Long> missingValues,
    SortedMap<String, Long> cellsNotNumbers,
    SortedMap<String, Long> missingElementValues) {
  public RowAccount {
    rowsLeftOut = copy(rowsLeftOut);
    missingValues = copy(missingValues);
    cellsNotNumbers = copy(cellsNotNumbers);
    missingElementValues = copy(missingElementValues);
  }

  private static SortedMap<String, Long> copy(Map<String, Long> counts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
