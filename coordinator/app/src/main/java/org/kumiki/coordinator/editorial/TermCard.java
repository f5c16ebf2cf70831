package org.kumiki.coordinator.editorial;

import java.util.List;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;

/**
 * A term beside a form or another term, so that nobody decides from a label alone.
 *
 * @param otherEn other labels in English
 * @param unit its symbol; empty where nothing is measured, or a number without a unit
 * @param kindEn the quantity kind in words; likewise
 */
public record TermCard(
    Named term,
    String definitionEn,
    String definitionJa,
    List<String> otherEn,
    List<String> otherJa,
    String unit,
    String kindEn,
    String kindJa) {
  /** The quantity kind in the language of a page. */
  public String kind(Language language) {
    return language == Language.JA ? kindJa : kindEn;
  }

  static TermCard of(Snapshot now, Concept concept) {
    return new TermCard(
        Named.of(now, concept.iri()),
        concept.definitions().get(Language.EN),
        concept.definitions().get(Language.JA),
        concept.alternativeLabels().get(Language.EN),
        concept.alternativeLabels().get(Language.JA),
        concept
            .quantity()
            .filter(q -> !BothWords.isPlainNumber(q.unit()))
            .map(q -> BothWords.unit(q.unit()))
            .orElse(""),
        concept.quantity().map(q -> BothWords.kind(q.kind(), false)).orElse(""),
        concept.quantity().map(q -> BothWords.kind(q.kind(), true)).orElse(""));
  }
}
