package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.Optional;

/**
 * An edit in people's words.
 *
 * @param place in the draft, from 0
 * @param kind as the API names it
 * @param term the term that it is about
 * @param other the other one, for what is about two
 */
public record EditLine(
    int place, String kind, Optional<Named> term, Optional<Named> other, List<Row> rows) {
  public EditLine {
    rows = List.copyOf(rows);
  }
}
