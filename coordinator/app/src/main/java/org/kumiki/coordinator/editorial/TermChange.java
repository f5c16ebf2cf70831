package org.kumiki.coordinator.editorial;

import java.util.List;
import org.kumiki.ontology.change.TermDiff.Fate;

/** What a change does to one term, in people's words. */
public record TermChange(Named term, Fate fate, List<Row> rows) {
  public TermChange {
    rows = List.copyOf(rows);
  }
}
