package org.kumiki.ontology.editorial;

import static org.kumiki.ontology.editorial.Terminology.BROADER;
import static org.kumiki.ontology.editorial.Terminology.CONCEPT;
import static org.kumiki.ontology.editorial.Terminology.DEPRECATED;
import static org.kumiki.ontology.editorial.Terminology.IN_SCHEME;
import static org.kumiki.ontology.editorial.Terminology.NARROWER;
import static org.kumiki.ontology.editorial.Terminology.TRUE;
import static org.kumiki.ontology.editorial.Terminology.TYPE;
import static org.kumiki.ontology.editorial.Terminology.iri;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.compose.Delta;
import org.apache.jena.sparql.core.Quad;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Concepts;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.UnreadableVocabulary;

/**
 * The consortium's graph as it would be after the edits so far. What lies below is not touched. Not
 * safe to share between threads.
 */
final class WorkingCopy {
  private static final Node GRAPH = iri(Names.SHARED);

  private final Graph below;
  private final Delta statements;
  private final ToLongFunction<String> versions;
  private final Set<String> reliedOn = new TreeSet<>();

  WorkingCopy(Graph below, ToLongFunction<String> versions) {
    this.below = below;
    this.statements = new Delta(below);
    this.versions = versions;
  }

  /** A copy on top of this one, for an edit that may fail half way. */
  WorkingCopy trial() {
    return new WorkingCopy(statements, versions);
  }

  /** Takes over what a trial has done. */
  void take(WorkingCopy trial) {
    trial.statements.getDeletions().find().toList().forEach(statements::delete);
    trial.statements.getAdditions().find().toList().forEach(statements::add);
    reliedOn.addAll(trial.reliedOn);
  }

  /** What the edits so far do. */
  Patch patch() {
    return Patch.of(
        quads(statements.getDeletions(), below::contains),
        quads(statements.getAdditions(), triple -> !below.contains(triple)));
  }

  private static List<Quad> quads(Graph graph, Predicate<Triple> wanted) {
    return graph.find().filterKeep(wanted).mapWith(triple -> new Quad(GRAPH, triple)).toList();
  }

  /** Notes that the edits hold only while a term is as it is now. */
  void relyOn(String term) {
    reliedOn.add(term);
  }

  Set<String> reliedOn() {
    return reliedOn;
  }

  boolean has(String subject, Node property, Node object) {
    return statements.contains(iri(subject), property, object);
  }

  void add(String subject, Node property, Node object) {
    statements.add(Triple.create(iri(subject), property, object));
  }

  void remove(String subject, Node property, Node object) {
    statements.delete(Triple.create(iri(subject), property, object));
  }

  /** Removes all statements with a property. */
  void clear(String subject, Node property) {
    objects(subject, property).forEach(object -> remove(subject, property, object));
  }

  List<Node> objects(String subject, Node property) {
    return statements.find(iri(subject), property, Node.ANY).mapWith(Triple::getObject).toList();
  }

  /** The IRIs that a property leads to, sorted. */
  List<String> iris(String subject, Node property) {
    return objects(subject, property).stream()
        .filter(Node::isURI)
        .map(Node::getURI)
        .sorted()
        .toList();
  }

  /** The IRIs from which a property leads here, sorted. */
  List<String> referrers(Node property, String object) {
    return statements
        .find(Node.ANY, property, iri(object))
        .mapWith(Triple::getSubject)
        .filterKeep(Node::isURI)
        .mapWith(Node::getURI)
        .toList()
        .stream()
        .sorted()
        .toList();
  }

  /** The texts of a property in one language. */
  List<Node> texts(String subject, Node property, Language language) {
    return objects(subject, property).stream()
        .filter(node -> node.isLiteral() && node.getLiteralLanguage().equals(language.tag()))
        .toList();
  }

  /** Whether nothing was ever said about an IRI, and nothing is by the edits so far. */
  boolean isFree(String subject) {
    return versions.applyAsLong(subject) == 0
        && !statements.contains(iri(subject), Node.ANY, Node.ANY);
  }

  boolean isTerm(String subject) {
    return has(subject, TYPE, CONCEPT);
  }

  boolean isDeprecated(String subject) {
    return has(subject, DEPRECATED, TRUE);
  }

  /** The term with its quantity; empty where it is none of those that studies name. */
  Optional<Concept> concept(String subject) {
    try {
      return Concepts.read(statements, subject);
    } catch (UnreadableVocabulary incomplete) {
      return Optional.empty();
    }
  }

  Set<String> schemes(String subject) {
    return new TreeSet<>(iris(subject, IN_SCHEME));
  }

  /** The terms directly above, whichever of the two says it. */
  List<String> parents(String subject) {
    Set<String> parents = new TreeSet<>(iris(subject, BROADER));
    parents.addAll(referrers(NARROWER, subject));
    return List.copyOf(parents);
  }

  /** The terms directly below. */
  List<String> children(String subject) {
    Set<String> children = new TreeSet<>(referrers(BROADER, subject));
    children.addAll(iris(subject, NARROWER));
    return List.copyOf(children);
  }

  void putUnder(String child, String parent) {
    add(child, BROADER, iri(parent));
  }

  void takeFrom(String child, String parent) {
    remove(child, BROADER, iri(parent));
    remove(parent, NARROWER, iri(child));
  }

  /** Whether a term stands somewhere below another; not below itself unless there is a loop. */
  boolean isBelow(String term, String above) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(parents(term));
    while (!open.isEmpty()) {
      String here = open.remove();
      if (here.equals(above)) {
        return true;
      }
      if (seen.add(here)) {
        open.addAll(parents(here));
      }
    }
    return false;
  }

  /** The labels of a term in a language, whatever their sort. */
  List<Node> labels(String subject, Language language) {
    List<Node> labels = new ArrayList<>();
    Terminology.LABELS.forEach(property -> labels.addAll(texts(subject, property, language)));
    return labels;
  }
}
