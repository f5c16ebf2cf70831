package org.kumiki.ontology.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.kumiki.ontology.change.TermDiff.Difference;
import org.kumiki.ontology.change.TermDiff.Fate;
import org.kumiki.ontology.term.Names;

class TermDiffTest {
  @Test
  void aChangeIsToldByTermAndProperty() {
    Quad unit =
        Quads.quad("a", Quads.iri(Names.QUDT + "hasUnit"), Quads.iri(Names.QUDT_UNIT + "PA"));
    Quad better =
        Quads.quad("a", Quads.iri(Names.QUDT + "hasUnit"), Quads.iri(Names.QUDT_UNIT + "MegaPA"));
    Patch patch =
        Patch.of(
            List.of(unit, Quads.label("a", "strenght", "en"), Quads.concept("gone")),
            List.of(
                better,
                Quads.label("a", "strength", "en"),
                Quads.concept("new"),
                Quads.quad("a", SKOS.broader.asNode(), Quads.iri(Names.TERM + "b"))));
    List<TermDiff> diffs = TermDiff.of(patch);
    assertEquals(
        List.of(Fate.CHANGED, Fate.REMOVED, Fate.ADDED),
        diffs.stream().map(TermDiff::fate).toList());
    assertEquals(
        List.of(
            new Difference(
                Aspect.LABEL,
                SKOS.prefLabel.getURI(),
                "en",
                List.of("strenght"),
                List.of("strength")),
            new Difference(
                Aspect.UNIT,
                Names.QUDT + "hasUnit",
                "",
                List.of(Names.QUDT_UNIT + "PA"),
                List.of(Names.QUDT_UNIT + "MegaPA")),
            new Difference(
                Aspect.RELATION, SKOS.broader.getURI(), "", List.of(), List.of(Names.TERM + "b"))),
        diffs.get(0).differences());
  }

  @Test
  void anotherRoleIsAChangeAndNoNewTerm() {
    Quad property =
        Quads.quad("a", org.apache.jena.vocabulary.RDF.type.asNode(), Quads.iri("urn:x:y"));
    Patch patch = Patch.of(List.of(Quads.concept("a")), List.of(property));
    assertEquals(Fate.CHANGED, TermDiff.of(patch).get(0).fate());
  }
}
