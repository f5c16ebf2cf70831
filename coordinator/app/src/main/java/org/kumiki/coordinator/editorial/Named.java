package org.kumiki.coordinator.editorial;

import java.util.List;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.ontology.browse.Reference;
import org.kumiki.ontology.browse.TermTree;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;

/**
 * A term as pages name it.
 *
 * @param en its label in English, or what stands for it
 * @param ja in Japanese, likewise
 * @param path the address of its page; empty for what has none
 */
public record Named(String iri, String en, String ja, String path) {

  /** A term, or whatever else an IRI names, as it is called now. */
  static Named of(Snapshot now, String iri) {
    Reference term = new TermTree(now.graph()).branches(List.of(iri)).get(0).term();
    return new Named(
        iri,
        term.label(Language.EN.tag()).orElseGet(() -> Names.shorten(iri)),
        term.label(Language.JA.tag()).orElseGet(() -> Names.shorten(iri)),
        term.labels().isEmpty() ? "" : path(iri));
  }

  /** A term's IRI leads to its page through this host, too. */
  private static String path(String iri) {
    if (iri.startsWith(Names.TERM)) {
      return "/term/" + iri.substring(Names.TERM.length());
    }
    return iri.startsWith(Names.DRAFT) ? "/draft/" + iri.substring(Names.DRAFT.length()) : "";
  }

  /** The label in a language. */
  public String in(Language language) {
    return language == Language.JA ? ja : en;
  }

  /** Both labels, that of a language first, for a list to choose from. */
  public String inBoth(Language first) {
    return first == Language.JA ? ja + " · " + en : en + " · " + ja;
  }

  /** As people type it and as the form reads it. */
  public String shortName() {
    return Names.shorten(iri);
  }
}
