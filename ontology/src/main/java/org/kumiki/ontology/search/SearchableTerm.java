package org.kumiki.ontology.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;

/**
 * What the search needs to know of a concept, ours or anybody's. Immutable.
 *
 * @param iri its name
 * @param labels all its labels, in any language
 * @param notations codes that stand for it, compared as written
 * @param reading the Japanese preferred label in kana
 * @param unit the IRI of its unit
 * @param kind the IRI of its quantity kind
 */
public record SearchableTerm(
    String iri,
    List<Label> labels,
    List<String> notations,
    Optional<String> reading,
    Optional<String> unit,
    Optional<String> kind) {
  private static final Property READING = ResourceFactory.createProperty(Names.TERM, "reading");
  private static final Property KIND =
      ResourceFactory.createProperty(Names.QUDT, "hasQuantityKind");
  private static final Property UNIT = ResourceFactory.createProperty(Names.QUDT, "hasUnit");

  /** What a label is; the first is worth most. */
  public enum LabelKind {
    PREFERRED,
    ALTERNATIVE,
    HIDDEN
  }

  /**
   * One label.
   *
   * @param language the language tag in lower case; may be empty
   */
  public record Label(String text, String language, LabelKind kind) {}

  public SearchableTerm {
    labels = List.copyOf(labels);
    notations = List.copyOf(notations);
  }

  /** A concept of the vocabulary. */
  public static SearchableTerm of(Concept concept) {
    List<Label> labels = new ArrayList<>();
    for (Language language : Language.values()) {
      String tag = language.tag();
      labels.add(new Label(concept.label(language), tag, LabelKind.PREFERRED));
      concept
          .alternativeLabels()
          .get(language)
          .forEach(text -> labels.add(new Label(text, tag, LabelKind.ALTERNATIVE)));
      concept
          .otherNames()
          .hiddenLabels()
          .get(language)
          .forEach(text -> labels.add(new Label(text, tag, LabelKind.HIDDEN)));
    }
    return new SearchableTerm(
        concept.iri(),
        labels,
        List.of(),
        concept.otherNames().reading(),
        concept.quantity().map(Quantity::unit),
        concept.quantity().map(Quantity::kind));
  }

  /** All named SKOS concepts of a graph, with whatever labels they have. */
  public static List<SearchableTerm> in(Model model) {
    List<SearchableTerm> terms = new ArrayList<>();
    model
        .listSubjectsWithProperty(RDF.type, SKOS.Concept)
        .filterKeep(Resource::isURIResource)
        .forEachRemaining(concept -> terms.add(of(concept)));
    return terms;
  }

  /** One concept of a graph. */
  public static SearchableTerm of(Resource concept) {
    List<Label> labels = new ArrayList<>();
    add(concept, SKOS.prefLabel, LabelKind.PREFERRED, labels);
    add(concept, SKOS.altLabel, LabelKind.ALTERNATIVE, labels);
    add(concept, SKOS.hiddenLabel, LabelKind.HIDDEN, labels);
    List<String> notations = new ArrayList<>();
    concept
        .listProperties(SKOS.notation)
        .filterKeep(code -> code.getObject().isLiteral())
        .forEachRemaining(code -> notations.add(code.getLiteral().getLexicalForm()));
    return new SearchableTerm(
        concept.getURI(),
        labels,
        notations,
        Optional.ofNullable(concept.getProperty(READING))
            .filter(reading -> reading.getObject().isLiteral())
            .map(Statement::getString),
        named(concept, UNIT),
        named(concept, KIND));
  }

  private static Optional<String> named(Resource concept, Property property) {
    return Optional.ofNullable(concept.getProperty(property))
        .filter(other -> other.getObject().isURIResource())
        .map(other -> other.getResource().getURI());
  }

  private static void add(Resource concept, Property property, LabelKind kind, List<Label> into) {
    concept
        .listProperties(property)
        .filterKeep(label -> label.getObject().isLiteral())
        .forEachRemaining(
            label ->
                into.add(
                    new Label(
                        label.getString(), label.getLanguage().toLowerCase(Locale.ROOT), kind)));
  }
}
