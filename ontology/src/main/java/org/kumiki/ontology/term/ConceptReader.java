package org.kumiki.ontology.term;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.datatypes.DatatypeFormatException;
import org.apache.jena.rdf.model.Literal;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;

/** Reads the concepts out of a graph, and says which one is incomplete and why. */
final class ConceptReader {
  static final Property KIND = ResourceFactory.createProperty(Names.QUDT, "hasQuantityKind");
  static final Property UNIT = ResourceFactory.createProperty(Names.QUDT, "hasUnit");
  static final Property LOWER = ResourceFactory.createProperty(Names.TERM, "domainLower");
  static final Property UPPER = ResourceFactory.createProperty(Names.TERM, "domainUpper");
  static final Property KEEP_APART = ResourceFactory.createProperty(Names.TERM, "keepApartFrom");

  private final Model model;
  private final String name;

  ConceptReader(Model model, String name) {
    this.model = model;
    this.name = name;
  }

  /** All concepts, by IRI. */
  List<Concept> concepts() {
    List<Concept> concepts = new ArrayList<>();
    model.listSubjectsWithProperty(RDF.type, SKOS.Concept).forEachRemaining(this::requireNamed);
    model
        .listSubjectsWithProperty(RDF.type, SKOS.Concept)
        .forEachRemaining(term -> concepts.add(read(term)));
    concepts.sort(Comparator.comparing(Concept::iri));
    return concepts;
  }

  private void requireNamed(Resource term) {
    if (!term.isURIResource()) {
      throw new UnreadableVocabulary(name + " has a term without an IRI; give it a name");
    }
  }

  Concept read(Resource term) {
    try {
      return new Concept(
          term.getURI(),
          texts(term, SKOS.prefLabel),
          labels(term, SKOS.altLabel),
          texts(term, SKOS.definition),
          role(term),
          quantity(term),
          term.getURI().startsWith(Names.DRAFT),
          NameReader.otherNames(term),
          relations(term));
    } catch (IllegalArgumentException | DatatypeFormatException incomplete) {
      throw new UnreadableVocabulary(
          name
              + " has an incomplete term "
              + Names.shorten(term.getURI())
              + ": "
              + incomplete.getMessage()
              + "; complete it and read the file again",
          incomplete);
    }
  }

  private static Map<Language, String> texts(Resource term, Property property) {
    Map<Language, String> texts = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      List<String> found = sorted(term, property, language);
      if (found.size() > 1) {
        throw new IllegalArgumentException(
            "two texts in " + language.tag() + " for " + property.getLocalName());
      }
      found.forEach(text -> texts.put(language, text));
    }
    return texts;
  }

  static Map<Language, List<String>> labels(Resource term, Property property) {
    Map<Language, List<String>> labels = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      labels.put(language, sorted(term, property, language));
    }
    return labels;
  }

  private Relations relations(Resource term) {
    return new Relations(
        objects(term, SKOS.inScheme),
        objects(term, SKOS.broader),
        bothWays(term, SKOS.related),
        bothWays(term, KEEP_APART));
  }

  private static Set<String> objects(Resource term, Property property) {
    Set<String> iris = new TreeSet<>();
    for (Statement statement : term.listProperties(property).toList()) {
      if (statement.getObject().isURIResource()) {
        iris.add(statement.getResource().getURI());
      }
    }
    return iris;
  }

  private Set<String> bothWays(Resource term, Property property) {
    Set<String> iris = objects(term, property);
    model
        .listSubjectsWithProperty(property, term)
        .filterKeep(Resource::isURIResource)
        .forEachRemaining(other -> iris.add(other.getURI()));
    return iris;
  }

  private static List<String> sorted(Resource term, Property property, Language language) {
    List<String> texts = new ArrayList<>();
    for (Statement statement : term.listProperties(property, language.tag()).toList()) {
      texts.add(statement.getString());
    }
    texts.sort(Comparator.naturalOrder());
    return texts;
  }

  private static Role role(Resource term) {
    List<Role> roles = new ArrayList<>();
    for (Statement type : term.listProperties(RDF.type).toList()) {
      if (type.getObject().isURIResource()) {
        Role.ofIri(type.getResource().getURI()).ifPresent(roles::add);
      }
    }
    if (roles.size() != 1) {
      throw new IllegalArgumentException("it needs exactly one role, such as kt:Property");
    }
    return roles.get(0);
  }

  private static Optional<Quantity> quantity(Resource term) {
    if (!term.hasProperty(KIND) && !term.hasProperty(UNIT)) {
      return Optional.empty();
    }
    return Optional.of(
        new Quantity(iri(term, KIND), iri(term, UNIT), number(term, LOWER), number(term, UPPER)));
  }

  private static String iri(Resource term, Property property) {
    RDFNode value = only(term, property);
    if (!value.isURIResource()) {
      throw new IllegalArgumentException(property.getLocalName() + " must be an IRI");
    }
    return value.asResource().getURI();
  }

  private static double number(Resource term, Property property) {
    RDFNode value = only(term, property);
    if (value instanceof Literal literal && literal.getValue() instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(property.getLocalName() + " must be a number");
  }

  private static RDFNode only(Resource term, Property property) {
    List<Statement> statements = term.listProperties(property).toList();
    if (statements.size() != 1) {
      throw new IllegalArgumentException("it needs exactly one " + property.getLocalName());
    }
    return statements.get(0).getObject();
  }
}
