package org.kumiki.ontology.term;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    return usable(term)
        ? Optional.of(new ConceptReader(model, "the vocabulary").read(term))
        : Optional.empty();
  }

  /**
   * All terms that a study could name, by IRI.
   *
   * @throws UnreadableVocabulary naming one that has a role and is incomplete
   */
  public static List<Concept> all(Graph graph) {
    Model model = ModelFactory.createModelForGraph(graph);
    ConceptReader reader = new ConceptReader(model, "the vocabulary");
    Set<Resource> usable = new HashSet<>();
    for (Role role : Role.values()) {
      usable.addAll(
          model.listSubjectsWithProperty(RDF.type, model.createResource(role.iri())).toSet());
    }
    return usable.stream().map(reader::read).sorted(Comparator.comparing(Concept::iri)).toList();
  }

  private static boolean usable(Resource term) {
    return term.listProperties(RDF.type).toList().stream()
        .filter(type -> type.getObject().isURIResource())
        .anyMatch(type -> Role.isRole(type.getResource().getURI()));
  }
}
