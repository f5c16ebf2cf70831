package org.kumiki.ontology.editorial;

import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.SKOSXL;
import org.kumiki.ontology.term.Names;

/** The names of the statements that edits make. */
final class Terminology {
  static final Node TYPE = RDF.type.asNode();
  static final Node CONCEPT = SKOS.Concept.asNode();
  static final Node SCHEME = SKOS.ConceptScheme.asNode();
  static final Node IN_SCHEME = SKOS.inScheme.asNode();
  static final Node TOP_CONCEPT_OF = SKOS.topConceptOf.asNode();
  static final Node BROADER = SKOS.broader.asNode();
  static final Node NARROWER = SKOS.narrower.asNode();
  static final Node RELATED = SKOS.related.asNode();
  static final Node PREFERRED = SKOS.prefLabel.asNode();
  static final Node ALTERNATIVE = SKOS.altLabel.asNode();
  static final Node HIDDEN = SKOS.hiddenLabel.asNode();
  static final Node DEFINITION = SKOS.definition.asNode();
  static final Node SCOPE_NOTE = SKOS.scopeNote.asNode();
  static final Node KEEP_APART = iri(Names.TERM + "keepApartFrom");
  static final Node READING = iri(Names.TERM + "reading");
  static final Node SCOPE = iri(Names.TERM + "scope");
  static final Node LOWER = iri(Names.TERM + "domainLower");
  static final Node UPPER = iri(Names.TERM + "domainUpper");
  static final Node KIND = iri(Names.QUDT + "hasQuantityKind");
  static final Node UNIT = iri(Names.QUDT + "hasUnit");
  static final Node MEASURED = iri(Names.TERM + "MeasuredTerm");
  static final Node IN_WORDS = iri(Names.TERM + "TextTerm");
  static final Node DEPRECATED = iri(OWL.NS + "deprecated");
  static final Node REPLACED_BY = iri(Names.REPLACED_BY);
  static final Node TRUE = NodeFactory.createLiteralDT("true", XSDDatatype.XSDboolean);

  /** Labels in plain text, and the same as SKOS-XL resources. */
  static final List<Node> LABELS = List.of(PREFERRED, ALTERNATIVE, HIDDEN);

  static final Node XL_ALTERNATIVE = SKOSXL.altLabel.asNode();
  static final List<Node> XL_LABELS =
      List.of(SKOSXL.prefLabel.asNode(), XL_ALTERNATIVE, SKOSXL.hiddenLabel.asNode());
  static final Node LITERAL_FORM = SKOSXL.literalForm.asNode();

  static final List<Node> MATCHES =
      List.of(
          SKOS.exactMatch.asNode(),
          SKOS.closeMatch.asNode(),
          SKOS.broadMatch.asNode(),
          SKOS.narrowMatch.asNode(),
          SKOS.relatedMatch.asNode());

  /** The language tag of readings. */
  static final String HIRAGANA = "ja-Hira";

  /** SKOS-XL labels, and the standards, vendors and fields that they belong to. */
  static final String LABEL_SPACE = "https://w3id.org/kumiki/label/";

  static final String SCOPE_SPACE = "https://w3id.org/kumiki/scope/";

  private Terminology() {}

  static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  static Node text(String text, String language) {
    return NodeFactory.createLiteralLang(text, language);
  }
}
