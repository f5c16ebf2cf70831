package org.kumiki.ontology.term;

import java.util.Optional;

/** Something that knows terms by name: a vocabulary, or a state of one that is kept elsewhere. */
public interface Terms {
  /** The term of an IRI, full or short such as {@code kt:density}. */
  Optional<Concept> concept(String iri);
}
