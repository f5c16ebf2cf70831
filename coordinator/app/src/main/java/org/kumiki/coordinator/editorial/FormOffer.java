package org.kumiki.coordinator.editorial;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kumiki.ontology.term.Language;

/**
 * What the form of an edit offers to choose from.
 *
 * @param terms the consortium's terms; none if there are too many for a list
 * @param kinds quantity kinds in use
 * @param term the term that is named, if it is there
 * @param other the other one, likewise
 */
public record FormOffer(
    List<Named> terms,
    List<Named> kinds,
    List<Named> schemes,
    List<String> roles,
    Optional<TermCard> term,
    Optional<TermCard> other) {
  /** The offered sorts of scopes. */
  public static final List<String> SCOPES = List.of("standard", "vendor", "field");

  /** Quantity kinds in the order of a language, as its readers look for them. */
  public List<Named> kinds(Language language) {
    return kinds.stream()
        .sorted(Comparator.comparing(kind -> kind.in(language).toLowerCase(Locale.ROOT)))
        .toList();
  }
}
