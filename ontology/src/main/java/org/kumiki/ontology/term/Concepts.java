package org.kumiki.ontology.term;

import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.RDF;

/** Reads single terms of a graph that also holds other things, such as an imported thesaurus. */
public final class Concepts {
  private Concepts() {}

  /**
   * The term of an IRI, if a study could name it: a concept with a role of ours.
   *
   * @throws UnreadableVocabulary if it has a role and is incomplete
   */
  public static Optional<Concept> read(Graph graph, String iri) {
    Model model = ModelFactory.createModelForGraph(graph);
    Resource term = model.createResource(Names.expand(iri));
    boolean usable =
        term
            .listProperties(RDF.type)
            .filterKeep(type -> type.getObject().isURIResource())
            .toList()
            .stream()
            .anyMatch(type -> Role.isRole(type.getResource().getURI()));
    return usable
        ? Optional.of(new ConceptReader(model, "the vocabulary").read(term))
        : Optional.empty();
  }
}
