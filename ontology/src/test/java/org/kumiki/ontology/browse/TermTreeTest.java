package org.kumiki.ontology.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem2.GraphMem2Fast;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

class TermTreeTest {
  private static final String TENSILE = Names.TERM + "tensileStrength";
  private static final String STRENGTH = Names.TERM + "strengthProperty";

  private final TermTree shipped = new TermTree(Vocabulary.shipped().model().getGraph());

  @Test
  void eachTermOfTheVocabularyIsReachedFromItsSchemes() {
    Set<String> reached = new HashSet<>();
    for (Reference scheme : shipped.schemes()) {
      reach(shipped.below(scheme.iri(), "en"), reached);
    }
    for (Concept concept : Vocabulary.shipped().concepts()) {
      assertTrue(reached.contains(concept.iri()), concept.iri());
    }
  }

  private void reach(List<String> level, Set<String> reached) {
    for (String iri : level) {
      if (reached.add(iri)) {
        reach(shipped.below(iri, "en"), reached);
      }
    }
  }

  @Test
  void aLevelIsSortedByTheReadingInJapanese() {
    List<String> level = shipped.below(STRENGTH, "ja");
    assertTrue(level.contains(TENSILE));
    int compressive = level.indexOf(Names.TERM + "compressiveStrength");
    int tensile = level.indexOf(TENSILE);
    assertTrue(compressive < tensile, "あっしゅくつよさ before ひっぱりつよさ");
  }

  @Test
  void aBranchSaysHowMuchIsBelowIt() {
    TermTree.Branch branch = shipped.branches(List.of(TENSILE)).get(0);
    assertEquals("引張強さ", branch.term().label("ja").orElseThrow());
    assertEquals(shipped.below(TENSILE, "en").size(), branch.children());
  }

  @Test
  void aPathLeadsFromTheTop() {
    List<List<Reference>> paths = shipped.paths(TENSILE);
    assertEquals(
        List.of(List.of(Names.TERM + "mechanicalProperty", STRENGTH, TENSILE)),
        paths.stream().map(path -> path.stream().map(Reference::iri).toList()).toList());
    assertTrue(shipped.beside(TENSILE, "en").contains(Names.TERM + "yieldStrength"));
  }

  @Test
  void aGraphThatLoopsEndsAllTheSame() {
    Graph graph = new GraphMem2Fast();
    for (String[] pair : new String[][] {{"a", "b"}, {"b", "c"}, {"c", "a"}, {"a", "a"}}) {
      add(graph, pair[0], SKOS.broader, pair[1]);
    }
    TermTree tree = new TermTree(graph);
    assertEquals(1, tree.paths("urn:x:a").size());
    assertEquals(List.of("urn:x:a", "urn:x:c"), tree.below("urn:x:a", "en"));
  }

  @Test
  void aTermWithTooManyWaysDownShowsFiftyOfThem() {
    Graph graph = new GraphMem2Fast();
    for (int level = 0; level < 10; level++) {
      for (String from : List.of("l", "r")) {
        for (String to : List.of("l", "r")) {
          add(graph, from + level, SKOS.broader, to + (level + 1));
        }
      }
    }
    assertEquals(TermTree.MOST_PATHS, new TermTree(graph).paths("urn:x:l0").size());
  }

  @Test
  void aPageHasWhatIsSaidAndWhoRefersToTheTerm() {
    TermPage page = TermPage.of(Vocabulary.shipped().model().getGraph(), TENSILE).orElseThrow();
    assertEquals("引張強さ", page.term().label("ja").orElseThrow());
    assertTrue(page.texts().get("skos:altLabel").contains(new Reference.Text("抗張力", "ja")));
    assertEquals("unit:MegaPA", Names.shorten(page.links().get("qudt:hasUnit").get(0).iri()));
    assertTrue(
        page.linked().get("skos:broader").stream()
            .anyMatch(term -> term.iri().equals(Names.TERM + "hotStrength")));
    assertTrue(TermPage.of(new GraphMem2Fast(), TENSILE).isEmpty());
  }

  private static void add(Graph graph, String subject, Property property, String object) {
    graph.add(
        Triple.create(
            NodeFactory.createURI("urn:x:" + subject),
            property.asNode(),
            NodeFactory.createURI("urn:x:" + object)));
    graph.add(
        Triple.create(
            NodeFactory.createURI("urn:x:" + subject), RDF.type.asNode(), SKOS.Concept.asNode()));
  }
}
