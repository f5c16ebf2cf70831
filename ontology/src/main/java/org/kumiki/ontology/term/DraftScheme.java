package org.kumiki.ontology.term;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;

/** Writes draft terms as concepts of their own scheme, so that nobody takes them for reviewed. */
final class DraftScheme {
  private DraftScheme() {}

  static Model of(List<DraftTerm> terms) {
    Map<String, DraftTerm> byIri = new LinkedHashMap<>();
    for (DraftTerm term : terms) {
      DraftTerm before = byIri.put(term.iri(), term);
      if (before != null && !before.equals(term)) {
        throw new UnreadableVocabulary(
            "two draft terms share the label " + term.label() + "; rename one column");
      }
    }
    Model model = ModelFactory.createDefaultModel();
    model.setNsPrefix("kt", Names.TERM).setNsPrefix("skos", Names.SKOS);
    model.setNsPrefix("qudt", Names.QUDT).setNsPrefix("unit", Names.QUDT_UNIT);
    model.setNsPrefix("qk", Names.QUDT_KIND);
    Resource scheme =
        model
            .createResource(Names.DRAFT, SKOS.ConceptScheme)
            .addProperty(SKOS.prefLabel, "Draft terms", Language.EN.tag())
            .addProperty(SKOS.prefLabel, "仮の用語", Language.JA.tag());
    byIri.values().forEach(term -> write(term, scheme, model));
    return model;
  }

  private static void write(DraftTerm term, Resource scheme, Model model) {
    model
        .createResource(term.iri(), SKOS.Concept)
        .addProperty(RDF.type, model.createResource(term.role().iri()))
        .addProperty(RDF.type, model.createResource(Names.TERM + "MeasuredTerm"))
        .addProperty(SKOS.inScheme, scheme)
        .addProperty(SKOS.prefLabel, term.label(), Language.EN.tag())
        .addProperty(SKOS.prefLabel, term.label(), Language.JA.tag())
        .addProperty(
            SKOS.definition,
            "Draft term made from the column header \"" + term.label() + "\"; not reviewed.",
            Language.EN.tag())
        .addProperty(
            SKOS.definition, "列見出し「" + term.label() + "」から作成した仮の用語(未審査)。", Language.JA.tag())
        .addProperty(ConceptReader.KIND, model.createResource(Names.QUDT_KIND + "Dimensionless"))
        .addProperty(ConceptReader.UNIT, model.createResource(Names.QUDT_UNIT + "UNITLESS"))
        .addLiteral(ConceptReader.LOWER, term.lower())
        .addLiteral(ConceptReader.UPPER, term.upper());
  }
}
