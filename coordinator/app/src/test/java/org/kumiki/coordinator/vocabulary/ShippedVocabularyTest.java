package org.kumiki.coordinator.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

/** An upgrade of the program and the consortium's own edits. */
class ShippedVocabularyTest {
  @TempDir static Path temporary;
  private static VocabularyDatabase database;

  private final Set<Quad> shipped = new HashSet<>();
  private VocabularyStore store;
  private ShippedVocabulary program;

  @BeforeAll
  static void startPostgreSql() {
    database = new VocabularyDatabase(temporary);
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
  }

  @BeforeEach
  void firstStart() {
    database.empty();
    Vocabulary.shipped()
        .model()
        .getGraph()
        .find()
        .forEachRemaining(
            triple -> shipped.add(new Quad(NodeFactory.createURI(Names.SHARED), triple)));
    store = VocabularyStore.open(database.jdbi());
    program = new ShippedVocabulary(store, Clock.systemUTC());
    program.bring(shipped);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void theSameProgramAgainChangesNothing() {
    program.bring(shipped);
    new ShippedVocabulary(store, Clock.systemUTC()).bring();
    assertEquals(1, store.read(Snapshot::sequence).longValue());
  }

  @Test
  void aNewerProgramBringsItsTermsAndLosesNoEditOfTheConsortium() {
    store.publish(Edits.renamed(store, Edits.TENSILE, "pulling strength"));
    store.publish(Edits.concept(store, "steel"));
    Set<Quad> newer = relabelled(Edits.TENSILE, "ultimate strength of tension");
    newer = relabelled(newer, Edits.YIELD, "yielding strength");
    newer.add(Edits.quad(Names.TERM + "brandNew", RDF.type.asNode(), SKOS.Concept.asNode()));
    program.bring(newer);
    assertEquals("pulling strength", label(Edits.TENSILE));
    assertEquals("yielding strength", label(Edits.YIELD));
    Set<Quad> steel = store.read(now -> now.statements("https://example.org/steel"));
    assertEquals(3, steel.size());
    assertEquals(4, store.read(Snapshot::sequence).longValue());
    List<ShippedVocabulary.HeldBack> open = program.open();
    assertTrue(open.stream().anyMatch(held -> held.term().equals(Edits.TENSILE)), open.toString());
  }

  @Test
  void whatWouldBreakARuleIsHeldBackUntilACuratorHasDecided() {
    // The program renames one term to what the consortium has called another meanwhile.
    store.publish(Edits.renamed(store, Edits.TENSILE, "pulling strength"));
    program.bring(relabelled(Edits.YIELD, "pulling strength"));
    assertEquals("yield strength", label(Edits.YIELD));
    assertEquals(List.of(Edits.YIELD), program.open().stream().map(held -> held.term()).toList());
    store.publish(Edits.synonym(store, Edits.YIELD, "flow limit"));
    assertEquals(List.of(), program.open());
  }

  @Test
  void anOlderProgramThatComesBackTakesItsOwnChangesBack() {
    program.bring(relabelled(Edits.YIELD, "yielding strength"));
    assertEquals("yielding strength", label(Edits.YIELD));
    program.bring(shipped);
    assertEquals("yield strength", label(Edits.YIELD));
    program.bring(relabelled(Edits.YIELD, "yielding strength"));
    assertEquals("yielding strength", label(Edits.YIELD));
    assertEquals(4, store.read(Snapshot::sequence).longValue());
  }

  @Test
  void filesThatWereReadOnceComeBackAfterANewerProgram() {
    program.bring();
    program.bring(relabelled(Edits.YIELD, "yielding strength"));
    program.bring();
    assertEquals("yield strength", label(Edits.YIELD));
    program.bring();
    assertEquals(3, store.read(Snapshot::sequence).longValue());
  }

  private String label(String term) {
    return store.read(now -> now.concept(term)).orElseThrow().label(Language.EN);
  }

  private Set<Quad> relabelled(String term, String label) {
    return relabelled(shipped, term, label);
  }

  private static Set<Quad> relabelled(Set<Quad> quads, String term, String label) {
    Set<Quad> changed = new HashSet<>(quads);
    changed.removeIf(
        quad ->
            quad.getSubject().hasURI(term)
                && quad.getPredicate().equals(SKOS.prefLabel.asNode())
                && quad.getObject().getLiteralLanguage().equals("en"));
    changed.add(Edits.quad(term, SKOS.prefLabel.asNode(), Edits.text(label, "en")));
    return changed;
  }
}
