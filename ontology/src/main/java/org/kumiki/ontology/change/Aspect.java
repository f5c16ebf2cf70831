package org.kumiki.ontology.change;

import java.util.Set;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.SKOSXL;
import org.kumiki.ontology.term.Names;

/** What a statement about a term is, as people sort it. */
public enum Aspect {
  /** What it is: a concept, a property, a scheme. */
  TYPE,
  /** How it is called, and how that is read. */
  LABEL,
  /** What it means. */
  DEFINITION,
  /** Quantity kind, unit and domain. */
  UNIT,
  /** Where it stands among the others. */
  RELATION,
  /** What it is called in other vocabularies. */
  MAPPING,
  /** Whether it is still to be used, and what replaces it. */
  STATUS,
  /** Anything else. */
  OTHER;

  private static final Set<String> LABELS =
      Set.of(
          SKOS.prefLabel.getURI(),
          SKOS.altLabel.getURI(),
          SKOS.hiddenLabel.getURI(),
          SKOS.notation.getURI(),
          SKOSXL.prefLabel.getURI(),
          SKOSXL.altLabel.getURI(),
          SKOSXL.hiddenLabel.getURI(),
          SKOSXL.literalForm.getURI(),
          Names.TERM + "reading",
          Names.TERM + "scope");
  private static final Set<String> DEFINITIONS =
      Set.of(
          SKOS.definition.getURI(),
          SKOS.scopeNote.getURI(),
          SKOS.note.getURI(),
          SKOS.example.getURI());
  private static final Set<String> UNITS =
      Set.of(
          Names.QUDT + "hasQuantityKind",
          Names.QUDT + "hasUnit",
          Names.TERM + "domainLower",
          Names.TERM + "domainUpper");
  private static final Set<String> RELATIONS =
      Set.of(
          SKOS.broader.getURI(),
          SKOS.narrower.getURI(),
          SKOS.related.getURI(),
          SKOS.broaderTransitive.getURI(),
          SKOS.narrowerTransitive.getURI(),
          SKOS.inScheme.getURI(),
          SKOS.topConceptOf.getURI(),
          SKOS.hasTopConcept.getURI(),
          SKOS.member.getURI(),
          Names.TERM + "keepApartFrom",
          Names.TERM + "valuesFrom");
  private static final Set<String> MAPPINGS =
      Set.of(
          SKOS.exactMatch.getURI(),
          SKOS.closeMatch.getURI(),
          SKOS.broadMatch.getURI(),
          SKOS.narrowMatch.getURI(),
          SKOS.relatedMatch.getURI());
  private static final Set<String> STATUSES =
      Set.of(OWL.NS + "deprecated", Names.REPLACED_BY, Names.REPLACES, SKOS.historyNote.getURI());

  /** The aspect of a statement with this predicate. */
  public static Aspect of(String predicate) {
    if (predicate.equals(RDF.type.getURI())) {
      return TYPE;
    }
    if (LABELS.contains(predicate)) {
      return LABEL;
    }
    if (DEFINITIONS.contains(predicate)) {
      return DEFINITION;
    }
    if (UNITS.contains(predicate)) {
      return UNIT;
    }
    if (RELATIONS.contains(predicate)) {
      return RELATION;
    }
    if (MAPPINGS.contains(predicate)) {
      return MAPPING;
    }
    return STATUSES.contains(predicate) ? STATUS : OTHER;
  }
}
