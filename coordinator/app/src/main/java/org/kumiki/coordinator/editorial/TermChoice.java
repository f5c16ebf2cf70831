package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.Optional;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.browse.TermTree;
import org.kumiki.ontology.search.Hit;
import org.kumiki.ontology.search.SearchRequest;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Names;

/** Finds the term that somebody means by a label or an IRI. Thread-safe. */
final class TermChoice {
  private static final int MOST_MEANT = 8;
  private static final int LONGEST = 2_000;

  private final VocabularyStore vocabulary;

  TermChoice(VocabularyStore vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * The IRI of the term.
   *
   * @param kind the sort of edit
   * @param typed an IRI, full or short, or a label in either language
   * @throws FormRefused with terms to choose from, if it is none, or the label of several
   */
  String iri(String kind, String field, String typed) throws FormRefused {
    String written = typed.strip();
    String label = EditForm.label(kind, field);
    if (written.isEmpty()) {
      throw new FormRefused(field, "field.empty", label, List.of());
    }
    if (written.length() > LONGEST) {
      throw new FormRefused(field, "field.no-term", label, List.of());
    }
    Found found = vocabulary.read(now -> found(now, written));
    if (found.iri().isPresent()) {
      return found.iri().get();
    }
    String words = found.meant().isEmpty() ? "field.no-term" : "field.which";
    throw new FormRefused(field, words, label, found.meant());
  }

  private record Found(Optional<String> iri, List<Named> meant) {}

  private static Found found(Snapshot now, String written) {
    String iri = Names.expand(written);
    if (now.concept(iri).isPresent()) {
      return new Found(Optional.of(iri), List.of());
    }
    List<Hit> hits = now.search(SearchRequest.of(written, MOST_MEANT));
    List<String> exact =
        hits.stream()
            .filter(hit -> hit.match() == Hit.Match.EXACT)
            .map(Hit::iri)
            .filter(one -> now.concept(one).isPresent())
            .distinct()
            .toList();
    return exact.size() == 1
        ? new Found(Optional.of(exact.get(0)), List.of())
        : new Found(
            Optional.empty(),
            hits.stream()
                .map(Hit::iri)
                .distinct()
                .filter(one -> now.concept(one).isPresent())
                .map(one -> Named.of(now, one))
                .toList());
  }

  /** The terms that a term stands directly below. */
  List<Named> above(String iri) {
    return vocabulary.read(
        now ->
            new TermTree(now.graph())
                .above(iri).stream().map(parent -> Named.of(now, parent)).toList());
  }

  /** A term that was found. */
  Concept concept(String iri) {
    return vocabulary.concept(iri).orElseThrow();
  }

  /** The scheme of a term that was found: the first, if it is in several. */
  String scheme(String iri) {
    return vocabulary.read(now -> Proposals.base(now).schemes(iri)).stream().findFirst().orElse("");
  }
}
