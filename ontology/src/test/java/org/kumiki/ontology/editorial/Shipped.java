package org.kumiki.ontology.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.editorial.Edit.NewTerm;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Concepts;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.Vocabulary;

/** The shipped vocabulary as a base for edits, and the slow obvious way to apply a patch. */
final class Shipped {
  static final String PROPERTIES = Names.SCHEME + "properties";

  private Shipped() {}

  static Base base() {
    return base(Vocabulary.shipped().model().getGraph());
  }

  static Base base(Graph graph) {
    return new Base(
        graph, graph, iri -> graph.contains(Terminology.iri(iri), Node.ANY, Node.ANY) ? 1 : 0);
  }

  static String term(String name) {
    return Names.TERM + name;
  }

  /** The statements after a patch, which must hold exactly. */
  static Graph after(Graph before, Patch patch) {
    Graph after = GraphFactory.createDefaultGraph();
    before.find().forEachRemaining(after::add);
    for (Quad gone : patch.removed()) {
      assertEquals(true, after.contains(gone.asTriple()), "not there: " + gone);
      after.delete(gone.asTriple());
    }
    for (Quad come : patch.added()) {
      assertEquals(false, after.contains(come.asTriple()), "there already: " + come);
      after.add(come.asTriple());
    }
    return after;
  }

  /** The vocabulary after edits, all of which must be possible. */
  static Graph after(Edit... edits) {
    Drafted drafted = Drafted.of(List.of(edits), base());
    assertEquals(List.of(), drafted.refusals());
    assertEquals(List.of(), drafted.findings());
    return after(base().shared(), drafted.patch());
  }

  /** The code of the one reason why an edit cannot be made. */
  static String refusal(Edit... edits) {
    Drafted drafted = Drafted.of(List.of(edits), base());
    List<String> codes = new ArrayList<>();
    drafted.refusals().forEach(refused -> codes.add(refused.refusal().code()));
    return String.join(" ", codes);
  }

  static Concept concept(Graph graph, String name) {
    return Concepts.read(graph, term(name)).orElseThrow();
  }

  static boolean states(Graph graph, String subject, Node property, Node object) {
    return graph.contains(Triple.create(Terminology.iri(term(subject)), property, object));
  }

  static Node node(String name) {
    return Terminology.iri(term(name));
  }

  /** A measured property that the shipped vocabulary does not have. */
  static NewTerm newTerm(String english, String japanese, String... broader) {
    List<String> parents = new ArrayList<>();
    for (String parent : broader) {
      parents.add(term(parent));
    }
    return new NewTerm(
        Optional.empty(),
        Role.PROPERTY,
        PROPERTIES,
        parents,
        Map.of(Language.EN, english, Language.JA, japanese),
        Optional.empty(),
        Map.of(Language.EN, "What " + english + " means.", Language.JA, japanese + "の定義。"),
        List.of(),
        Optional.of(new Quantity(Names.QUDT_KIND + "Stress", Names.QUDT_UNIT + "MegaPA", 0, 5000)));
  }
}
