package org.kumiki.ontology.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

class ChangeCheckTest {
  private static final String TENSILE = Names.TERM + "tensileStrength";
  private static final String STRENGTH = Names.TERM + "strengthProperty";
  private static final String MECHANICAL = Names.TERM + "mechanicalProperty";
  private static final String HOT = Names.TERM + "hotStrength";

  private final Graph before = Vocabulary.shipped().model().getGraph();
  private final Graph after = copy(before);

  @Test
  void aChangeThatKeepsTheRulesBringsNothing() {
    after.add(triple(TENSILE, SKOS.altLabel, text("pulling strength", "en")));
    assertEquals(Set.of(), rules(Set.of(TENSILE)));
  }

  @Test
  void aLoopIsFoundAtWhateverPlaceItIsClosed() {
    after.add(triple(MECHANICAL, SKOS.broader, iri(HOT)));
    assertEquals(Set.of("cycle"), rules(Set.of(MECHANICAL)));
  }

  @Test
  void aRelationBelowTheChangedTermThatBecomesWrongIsFound() {
    String family = Names.TERM + "hallPetchCoefficient";
    before.find(iri(HOT), Node.ANY, Node.ANY).toList();
    Graph start = copy(before);
    start.add(triple(HOT, SKOS.related, iri(family)));
    Graph end = copy(start);
    end.add(triple(family, SKOS.narrower, iri(STRENGTH)));
    end.add(triple(family, RDF.type, SKOS.Concept.asNode()));
    assertEquals(
        true,
        ChangeCheck.introduced(start, end, Set.of(STRENGTH, family)).stream()
            .anyMatch(finding -> finding.rule().equals("S27")));
  }

  @Test
  void aTermThatOthersReferToCannotGo() {
    after.find(iri(STRENGTH), Node.ANY, Node.ANY).toList().forEach(after::delete);
    assertEquals(Set.of("dangling-reference"), rules(Set.of(STRENGTH)));
  }

  @Test
  void aLabelThatAnotherTermOfTheSchemeHasIsFound() {
    Triple own = only(TENSILE, "en");
    after.delete(own);
    after.add(triple(TENSILE, SKOS.prefLabel, text("flexural strength", "en")));
    assertEquals(Set.of("duplicate-label"), rules(Set.of(TENSILE)));
  }

  @Test
  void aMissingTranslationAndAMissingUnitAreFound() {
    after.delete(only(TENSILE, "ja"));
    after.find(iri(TENSILE), iri(Names.QUDT + "hasUnit"), Node.ANY).toList().forEach(after::delete);
    assertEquals(Set.of("missing-translation", "shape"), rules(Set.of(TENSILE)));
  }

  @Test
  void anOldDefectIsNotTheChangesFault() {
    Graph start = copy(before);
    start.delete(only(TENSILE, "ja"));
    Graph end = copy(start);
    end.add(triple(TENSILE, SKOS.altLabel, text("pulling strength", "en")));
    assertEquals(List.of(), ChangeCheck.introduced(start, end, Set.of(TENSILE)));
  }

  @Provide
  Arbitrary<Set<Triple>> relations() {
    Arbitrary<String> names = Arbitraries.of("a", "b", "c", "d", "e");
    Arbitrary<org.apache.jena.rdf.model.Property> properties =
        Arbitraries.of(SKOS.broader, SKOS.narrower, SKOS.related, SKOS.exactMatch, SKOS.broadMatch);
    return Combinators.combine(names, properties, names)
        .as((one, property, other) -> triple(example(one), property, iri(example(other))))
        .set()
        .ofMaxSize(7);
  }

  /** The slow obvious way: everything before, everything after, and what is new. */
  @Property(tries = 60)
  void itFindsSomethingExactlyWhenTheCheckOfEverythingFindsSomethingNew(
      @ForAll("relations") Set<Triple> one, @ForAll("relations") Set<Triple> two) {
    Graph start = small(one);
    Graph end = small(two);
    Set<Triple> difference = new HashSet<>(one);
    difference.removeAll(two);
    Set<Triple> added = new HashSet<>(two);
    added.removeAll(one);
    difference.addAll(added);
    Set<String> subjects =
        difference.stream().map(t -> t.getSubject().getURI()).collect(Collectors.toSet());
    Set<String> fresh = new TreeSet<>(full(end));
    fresh.removeAll(full(start));
    Set<String> found =
        ChangeCheck.introduced(start, end, subjects).stream()
            .map(ChangeCheckTest::told)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(fresh.isEmpty(), found.isEmpty(), () -> "all: " + fresh + " here: " + found);
  }

  private static String told(Finding finding) {
    return finding.subject() + " " + finding.rule() + " " + finding.message();
  }

  private static Set<String> full(Graph graph) {
    Model all = ModelFactory.createModelForGraph(graph);
    return IntegrityCheck.of(new VocabularyFile("all", all), ModelFactory.createDefaultModel())
        .stream()
        .map(ChangeCheckTest::told)
        .collect(Collectors.toSet());
  }

  private static Graph small(Set<Triple> relations) {
    Graph graph = ModelFactory.createDefaultModel().getGraph();
    for (String name : List.of("a", "b", "c", "d", "e")) {
      graph.add(triple(example(name), RDF.type, SKOS.Concept.asNode()));
      graph.add(triple(example(name), SKOS.prefLabel, text(name, "en")));
      graph.add(triple(example(name), SKOS.prefLabel, text(name, "ja")));
    }
    relations.forEach(graph::add);
    return graph;
  }

  private Set<String> rules(Set<String> subjects) {
    return ChangeCheck.introduced(before, after, subjects).stream()
        .map(Finding::rule)
        .collect(Collectors.toSet());
  }

  private Triple only(String term, String language) {
    return before.find(iri(term), SKOS.prefLabel.asNode(), Node.ANY).toList().stream()
        .filter(label -> label.getObject().getLiteralLanguage().equals(language))
        .findFirst()
        .orElseThrow();
  }

  private static String example(String name) {
    return "https://example.org/" + name;
  }

  private static Triple triple(
      String subject, org.apache.jena.rdf.model.Property property, Node object) {
    return Triple.create(iri(subject), property.asNode(), object);
  }

  private static Node text(String text, String language) {
    return NodeFactory.createLiteralLang(text, language);
  }

  private static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  private static Graph copy(Graph graph) {
    Graph copy = ModelFactory.createDefaultModel().getGraph();
    graph.find().forEachRemaining(copy::add);
    return copy;
  }
}
