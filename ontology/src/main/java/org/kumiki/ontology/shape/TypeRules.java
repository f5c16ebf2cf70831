package org.kumiki.ontology.shape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.term.Names;

/** S9 and S37: concepts, schemes and collections are different things. */
final class TypeRules {
  private static final List<Property> SCHEME_OBJECT = List.of(SKOS.inScheme, SKOS.topConceptOf);
  private static final List<Property> BETWEEN_CONCEPTS =
      List.of(SKOS.broader, SKOS.narrower, SKOS.related);

  private TypeRules() {}

  static List<Defect> defects(Model stated) {
    Set<Resource> concepts = typed(stated, SKOS.Concept);
    Set<Resource> schemes = typed(stated, SKOS.ConceptScheme);
    Set<Resource> collections = typed(stated, SKOS.Collection);
    collections.addAll(typed(stated, SKOS.OrderedCollection));
    collections.addAll(stated.listSubjectsWithProperty(SKOS.member).toSet());
    schemes.addAll(stated.listSubjectsWithProperty(SKOS.hasTopConcept).toSet());
    SCHEME_OBJECT.forEach(property -> schemes.addAll(objects(stated, property)));
    for (Property property : BETWEEN_CONCEPTS) {
      concepts.addAll(stated.listSubjectsWithProperty(property).toSet());
      concepts.addAll(objects(stated, property));
    }
    List<Defect> defects = new ArrayList<>();
    both(concepts, schemes).forEach(iri -> defects.add(Rule.S9.of(iri, Names.shorten(iri))));
    Set<Resource> others = new HashSet<>(concepts);
    others.addAll(schemes);
    both(collections, others).forEach(iri -> defects.add(Rule.S37.of(iri, Names.shorten(iri))));
    return defects;
  }

  private static Set<Resource> typed(Model stated, Resource type) {
    return new HashSet<>(stated.listSubjectsWithProperty(RDF.type, type).toSet());
  }

  private static Set<Resource> objects(Model stated, Property property) {
    Set<Resource> objects = new HashSet<>();
    stated
        .listObjectsOfProperty(property)
        .filterKeep(node -> node.isURIResource())
        .forEachRemaining(node -> objects.add(node.asResource()));
    return objects;
  }

  private static List<String> both(Set<Resource> one, Set<Resource> other) {
    return one.stream()
        .filter(other::contains)
        .filter(Resource::isURIResource)
        .map(Resource::getURI)
        .sorted()
        .toList();
  }
}
