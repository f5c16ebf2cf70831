package org.kumiki.ontology.sheet;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.Refusal;

/**
 * What a sheet that came back wants.
 *
 * @param edits of the cells that changed, in the order of the rows
 * @param lines the row of each edit, as a spreadsheet program counts
 * @param seen the version of each changed term when the sheet went out
 * @param problems rows that are left out, and why
 * @param unchanged how many rows say what the vocabulary says
 */
public record SheetDiff(
    List<Edit> edits,
    List<Integer> lines,
    Map<String, Long> seen,
    List<Problem> problems,
    int unchanged) {

  /**
   * A row that is left out.
   *
   * @param line as a spreadsheet program counts rows, from 1
   */
  public record Problem(int line, Refusal refusal) {}

  public SheetDiff {
    edits = List.copyOf(edits);
    lines = List.copyOf(lines);
    seen = Collections.unmodifiableMap(new TreeMap<>(seen));
    problems = List.copyOf(problems);
  }
}
