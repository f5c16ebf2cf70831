package org.kumiki.ontology.mapping;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Role;

/** A plan in RDF: the form that the dataset shapes check, and in which a dataset is catalogued. */
final class DatasetDescription {
  private static final String DATASET = "urn:kumiki:dataset";
  private static final String COLUMN = "urn:kumiki:dataset:column:";

  private DatasetDescription() {}

  static Model of(MappingPlan plan) {
    Model model = ModelFactory.createDefaultModel();
    model.setNsPrefix("kt", Names.TERM).setNsPrefix("qudt", Names.QUDT);
    model.setNsPrefix("skos", Names.SKOS).setNsPrefix("unit", Names.QUDT_UNIT);
    Resource dataset = model.createResource(DATASET, model.createResource(Names.TERM + "Dataset"));
    plan.dataset().ifPresent(name -> dataset.addProperty(term(model, "datasetName"), name));
    for (MappedColumn column : plan.columns()) {
      dataset.addProperty(term(model, "column"), describe(column, model));
    }
    return model;
  }

  private static Resource describe(MappedColumn column, Model model) {
    Resource described =
        model
            .createResource(COLUMN + column.index(), model.createResource(Names.TERM + "Column"))
            .addProperty(term(model, "header"), column.header())
            .addProperty(term(model, "term"), describe(column.concept(), model))
            .addProperty(term(model, "role"), model.createResource(column.role().iri()));
    for (Role role : column.concept().role().columnRoles()) {
      described.addProperty(term(model, "allowedRole"), model.createResource(role.iri()));
    }
    column
        .unit()
        .ifPresent(
            unit -> described.addProperty(qudt(model, "hasUnit"), model.createResource(unit)));
    return described;
  }

  private static Resource describe(Concept concept, Model model) {
    Resource described = model.createResource(concept.iri(), SKOS.Concept);
    described.addProperty(RDF.type, model.createResource(concept.role().iri()));
    for (Language language : Language.values()) {
      described.addProperty(SKOS.prefLabel, concept.label(language), language.tag());
    }
    concept
        .quantity()
        .ifPresent(
            quantity ->
                described
                    .addProperty(
                        qudt(model, "hasQuantityKind"), model.createResource(quantity.kind()))
                    .addProperty(qudt(model, "hasUnit"), model.createResource(quantity.unit())));
    return described;
  }

  private static Property term(Model model, String localName) {
    return model.createProperty(Names.TERM, localName);
  }

  private static Property qudt(Model model, String localName) {
    return model.createProperty(Names.QUDT, localName);
  }
}
