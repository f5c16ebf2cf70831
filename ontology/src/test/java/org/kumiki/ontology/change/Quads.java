package org.kumiki.ontology.change;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.term.Names;

/** Statements and changes for tests, and the slow obvious way to apply a patch. */
final class Quads {
  private Quads() {}

  static Quad quad(String subject, Node predicate, Node object) {
    return Quad.create(iri(Names.SHARED), iri(Names.TERM + subject), predicate, object);
  }

  static Quad label(String subject, String text, String language) {
    return quad(subject, SKOS.prefLabel.asNode(), NodeFactory.createLiteralLang(text, language));
  }

  static Quad other(String subject, String text, String language) {
    return quad(subject, SKOS.altLabel.asNode(), NodeFactory.createLiteralLang(text, language));
  }

  static Quad concept(String subject) {
    return quad(subject, RDF.type.asNode(), SKOS.Concept.asNode());
  }

  static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  static Origin origin(String reason) {
    return Origin.edit("account-1", "Sato", "kumiki", 1_700_000_000_000L, reason, Optional.empty());
  }

  /** A change of these subjects, each as of a version. */
  static ChangeSet change(Map<String, Long> basedOn, Patch patch) {
    Map<String, Long> full = new TreeMap<>();
    basedOn.forEach((subject, version) -> full.put(Names.TERM + subject, version));
    return new ChangeSet(new UUID(7, patch.hashCode()), origin("because"), full, patch);
  }

  /** The statements after a patch, which must hold exactly. */
  static Set<Quad> apply(Patch patch, Set<Quad> state) {
    Set<Quad> next = new HashSet<>(state);
    for (Quad gone : patch.removed()) {
      if (!next.remove(gone)) {
        throw new IllegalArgumentException("not there: " + gone);
      }
    }
    for (Quad come : patch.added()) {
      if (!next.add(come)) {
        throw new IllegalArgumentException("there already: " + come);
      }
    }
    return next;
  }

  /** A patch without removals. */
  static Patch adding(Quad... quads) {
    return Patch.of(List.of(), List.of(quads));
  }
}
