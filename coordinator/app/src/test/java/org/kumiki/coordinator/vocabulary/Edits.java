package org.kumiki.coordinator.vocabulary;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.change.ChangeSet;
import org.kumiki.ontology.change.Origin;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.term.Names;

/** Changes as a curator makes them. */
final class Edits {
  static final String TENSILE = Names.TERM + "tensileStrength";
  static final String YIELD = Names.TERM + "yieldStrength";

  private Edits() {}

  static Origin origin(String reason) {
    return Origin.edit("account-1", "Sato", "kumiki", 1_700_000_000_000L, reason, Optional.empty());
  }

  /** A change as of the versions that the store shows. */
  static ChangeSet change(VocabularyStore store, Patch patch) {
    return store.read(now -> change(now, patch));
  }

  static ChangeSet change(Snapshot now, Patch patch) {
    Map<String, Long> basedOn = new HashMap<>();
    patch.subjects().forEach(subject -> basedOn.put(subject, now.version(subject)));
    return new ChangeSet(UUID.randomUUID(), origin("because"), basedOn, patch);
  }

  static ChangeSet synonym(VocabularyStore store, String term, String text) {
    return change(store, adding(quad(term, SKOS.altLabel.asNode(), text(text, "en"))));
  }

  /** A concept of somebody else's, complete in both languages. */
  static ChangeSet concept(VocabularyStore store, String name) {
    String iri = "https://example.org/" + name;
    return change(
        store,
        adding(
            quad(iri, RDF.type.asNode(), SKOS.Concept.asNode()),
            quad(iri, SKOS.prefLabel.asNode(), text(name, "en")),
            quad(iri, SKOS.prefLabel.asNode(), text(name + "の", "ja"))));
  }

  /** The term with another preferred label. */
  static ChangeSet renamed(VocabularyStore store, String term, String label) {
    return store.read(
        now -> {
          Set<Quad> before = now.statements(term);
          Set<Quad> after = new HashSet<>(before);
          after.removeIf(
              quad ->
                  quad.getPredicate().equals(SKOS.prefLabel.asNode())
                      && quad.getObject().getLiteralLanguage().equals("en"));
          after.add(quad(term, SKOS.prefLabel.asNode(), text(label, "en")));
          return change(now, Patch.between(before, after));
        });
  }

  static Patch adding(Quad... quads) {
    return Patch.of(List.of(), List.of(quads));
  }

  static Quad quad(String subject, Node predicate, Node object) {
    return Quad.create(
        NodeFactory.createURI(Names.SHARED), NodeFactory.createURI(subject), predicate, object);
  }

  static Node text(String text, String language) {
    return NodeFactory.createLiteralLang(text, language);
  }
}
