package org.kumiki.node.transfer;

import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.Terms;

/** Terms as people name them, with the unit and domain that the vocabulary gives. Immutable. */
final class OwnTerms {
  private static final String STANDARD_DESCRIPTOR = "magpie";

  private final Terms vocabulary;

  OwnTerms(Terms vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * @param written a term, or a composition's with its descriptor behind the last colon
   */
  Feature feature(String written) {
    int colon = written.lastIndexOf('/') < 0 ? written.indexOf(':', 3) : written.lastIndexOf(':');
    boolean described = colon > written.lastIndexOf('/') && vocabulary.concept(written).isEmpty();
    String term = described ? written.substring(0, colon) : written;
    Concept concept = concept(term);
    if (concept.measured() || concept.role() != Role.COMPOSITION) {
      return numeric(term);
    }
    try {
      return CompositionTerm.named(
          concept.iri(), described ? written.substring(colon + 1) : STANDARD_DESCRIPTOR);
    } catch (WireFormatException e) {
      throw new TransferRefused(e.getMessage());
    }
  }

  NumericTerm numeric(String term) {
    Concept concept = concept(term);
    Quantity quantity =
        concept
            .quantity()
            .filter(known -> !concept.identifier())
            .orElseThrow(() -> new TransferRefused(concept.iri() + " is not a number"));
    return new NumericTerm(concept.iri(), quantity.unit(), quantity.lower(), quantity.upper());
  }

  private Concept concept(String term) {
    return vocabulary
        .concept(term)
        .orElseThrow(
            () ->
                new TransferRefused(
                    "term '"
                        + term
                        + "' is not in the vocabulary: look it up with 'kumiki ontology search'"));
  }
}
