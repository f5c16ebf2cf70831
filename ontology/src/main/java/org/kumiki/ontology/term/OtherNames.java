package org.kumiki.ontology.term;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a term is written and read besides its labels. Immutable.
 *
 * @param hiddenLabels frequent misspellings in each language, found by search and never shown
 * @param reading the Japanese preferred label in hiragana, for sorting and search
 * @param scoped labels that belong to a standard, a vendor or a field, sorted
 */
public record OtherNames(
    Map<Language, List<String>> hiddenLabels, Optional<String> reading, List<ScopedLabel> scoped) {

  public OtherNames {
    Map<Language, List<String>> hidden = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      hidden.put(language, List.copyOf(hiddenLabels.getOrDefault(language, List.of())));
    }
    hiddenLabels = Map.copyOf(hidden);
    scoped = scoped.stream().sorted().toList();
  }
}
