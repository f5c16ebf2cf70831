package org.kumiki.ontology.change;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A term that is not as the maker of a change saw it.
 *
 * @param term its IRI
 * @param basedOn the version that the maker saw
 * @param current the place in the log of the last change to it; 0 if there never was one
 */
public record Conflict(String term, long basedOn, long current) {

  /** The terms of a change that are not as its maker saw them; by IRI. */
  static List<Conflict> of(ChangeSet change, ToLongFunction<String> versions) {
    List<Conflict> conflicts = new ArrayList<>();
    change
        .basedOn()
        .forEach(
            (term, basedOn) -> {
              long current = versions.applyAsLong(term);
              if (current != basedOn) {
                conflicts.add(new Conflict(term, basedOn, current));
              }
            });
    return conflicts;
  }
}
