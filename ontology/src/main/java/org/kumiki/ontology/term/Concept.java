package org.kumiki.ontology.term;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One term of the vocabulary. Immutable.
 *
 * @param iri the name that studies and mapping files use
 * @param labels the preferred label in each language; both are present
 * @param alternativeLabels other labels in each language, sorted; a list for each language
 * @param definitions what the term means, in each language; both are present
 * @param role what the term is for
 * @param quantity what it measures; empty for a term whose values are words, a formula or an
 *     identifier
 * @param draft whether the term was made from a column header and reviewed by nobody
 * @param otherNames misspellings, the reading, and names that belong to a standard or vendor
 * @param relations where the term stands among the others
 */
public record Concept(
    String iri,
    Map<Language, String> labels,
    Map<Language, List<String>> alternativeLabels,
    Map<Language, String> definitions,
    Role role,
    Optional<Quantity> quantity,
    boolean draft,
    OtherNames otherNames,
    Relations relations) {

  public Concept {
    labels = complete(labels, iri);
    definitions = complete(definitions, iri);
    Map<Language, List<String>> alternatives = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      alternatives.put(language, List.copyOf(alternativeLabels.getOrDefault(language, List.of())));
    }
    alternativeLabels = Map.copyOf(alternatives);
    if (role == Role.SAMPLE_IDENTIFIER && quantity.isPresent()) {
      throw new IllegalArgumentException(iri + ": an identifier measures nothing");
    }
    if (role == Role.CATEGORY && quantity.isPresent()) {
      throw new IllegalArgumentException(iri + ": a category measures nothing");
    }
  }

  private static Map<Language, String> complete(Map<Language, String> texts, String iri) {
    for (Language language : Language.values()) {
      if (!texts.containsKey(language) || texts.get(language).isBlank()) {
        throw new IllegalArgumentException(iri + ": a text in " + language.tag() + " is missing");
      }
    }
    return Map.copyOf(texts);
  }

  /** The preferred label. */
  public String label(Language language) {
    return labels.get(language);
  }

  /** Whether a computation may use the term's values as numbers: never an identifier. */
  public boolean measured() {
    return quantity.isPresent();
  }

  /** Whether a column may be mapped to the term; not to a category, which only sorts others. */
  public boolean mappable() {
    return role != Role.CATEGORY;
  }

  /** Whether the term names samples; such a term can never be a feature. */
  public boolean identifier() {
    return role == Role.SAMPLE_IDENTIFIER;
  }
}
