package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the form of an edit offers to choose from.
 *
 * @param terms the consortium's terms; none if there are too many for a list
 * @param kinds quantity kinds in use, the words in both languages by IRI
 * @param term the term that is named, if it is there
 * @param other the other one, likewise
 */
public record FormOffer(
    List<Named> terms,
    Map<String, String> kinds,
    List<Named> schemes,
    List<String> roles,
    Optional<TermCard> term,
    Optional<TermCard> other) {
  /** The offered sorts of scopes. */
  public static final List<String> SCOPES = List.of("standard", "vendor", "field");
}
