package org.kumiki.ontology.browse;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.SKOSXL;
import org.kumiki.ontology.term.Names;

/** The hierarchy of a graph. Each question costs as much as its answer is long. */
public final class TermTree {
  /** More ways down to a term than a page can show. */
  public static final int MOST_PATHS = 50;

  /** Deeper than any thesaurus is. */
  private static final int DEEPEST = 100;

  /** So many terms below one are counted; more are "many". */
  private static final int MOST_COUNTED = 1_000;

  private static final Node BROADER = SKOS.broader.asNode();
  private static final Node NARROWER = SKOS.narrower.asNode();
  private static final Node IN_SCHEME = SKOS.inScheme.asNode();
  private static final Node READING = NodeFactory.createURI(Names.TERM + "reading");
  private static final Node DEPRECATED = NodeFactory.createURI(OWL.NS + "deprecated");

  private final Graph graph;

  public TermTree(Graph graph) {
    this.graph = graph;
  }

  /**
   * A term in a level of the tree.
   *
   * @param children how many terms stand directly below it, counted up to 1,000
   * @param deprecated whether it is not to be used any more
   */
  public record Branch(Reference term, int children, boolean deprecated) {}

  /** The schemes, by name. */
  public List<Reference> schemes() {
    return graph
        .find(Node.ANY, RDF.type.asNode(), SKOS.ConceptScheme.asNode())
        .mapWith(Triple::getSubject)
        .filterKeep(Node::isURI)
        .mapWith(scheme -> Reference.of(graph, scheme))
        .toList()
        .stream()
        .sorted(Comparator.comparing(Reference::iri))
        .toList();
  }

  /** The terms directly below a term, or the uppermost of a scheme, in the order of a language. */
  public List<String> below(String iri, String language) {
    Node node = NodeFactory.createURI(iri);
    boolean scheme = graph.contains(node, RDF.type.asNode(), SKOS.ConceptScheme.asNode());
    return sorted(scheme ? uppermost(node) : children(node), language);
  }

  /** The terms beside a term: below the same ones, or uppermost in the same schemes. */
  public List<String> beside(String iri, String language) {
    Node node = NodeFactory.createURI(iri);
    Set<Node> beside = new LinkedHashSet<>();
    Set<Node> above = parents(node);
    above.forEach(parent -> beside.addAll(children(parent)));
    if (above.isEmpty()) {
      objects(node, IN_SCHEME).forEachRemaining(scheme -> beside.addAll(uppermost(scheme)));
    }
    beside.remove(node);
    return sorted(beside, language);
  }

  /** The terms that a term stands directly below, by IRI. */
  public List<String> above(String iri) {
    return parents(NodeFactory.createURI(iri)).stream()
        .filter(Node::isURI)
        .map(Node::getURI)
        .sorted()
        .toList();
  }

  /** A term by name and labels; without labels if nothing is said about it. */
  public Reference reference(String iri) {
    return Reference.of(graph, NodeFactory.createURI(iri));
  }

  /** Definitions of a term or scheme, sorted by language. */
  public List<Reference.Text> definitions(String iri) {
    return Reference.texts(graph, NodeFactory.createURI(iri), SKOS.definition.asNode());
  }

  /** What a label that is a resource of its own says; empty for anything else. */
  public Optional<String> labelForm(String iri) {
    return Reference.texts(graph, NodeFactory.createURI(iri), SKOSXL.literalForm.asNode()).stream()
        .map(Reference.Text::text)
        .findFirst();
  }

  /** What a level shows of some terms. */
  public List<Branch> branches(List<String> iris) {
    return iris.stream().map(NodeFactory::createURI).map(this::branch).toList();
  }

  private Branch branch(Node term) {
    boolean deprecated =
        graph.find(term, DEPRECATED, Node.ANY).toList().stream()
            .anyMatch(statement -> statement.getObject().toString().contains("true"));
    return new Branch(Reference.of(graph, term), countChildren(term), deprecated);
  }

  private int countChildren(Node term) {
    Set<Node> children = new HashSet<>();
    for (ExtendedIterator<Node> some : List.of(subjects(BROADER, term), objects(term, NARROWER))) {
      try {
        while (some.hasNext() && children.size() < MOST_COUNTED) {
          children.add(some.next());
        }
      } finally {
        some.close();
      }
    }
    return children.size();
  }

  /**
   * The ways from an uppermost term down to a term, the term last in each; at most 50, of a term in
   * a loop those that do not go round.
   */
  public List<List<Reference>> paths(String iri) {
    List<List<Node>> found = new ArrayList<>();
    Deque<List<Node>> open = new ArrayDeque<>();
    open.add(List.of(NodeFactory.createURI(iri)));
    while (!open.isEmpty() && found.size() < MOST_PATHS) {
      List<Node> path = open.removeLast();
      Set<Node> above = parents(path.get(0));
      above.removeAll(path);
      if (above.isEmpty() || path.size() >= DEEPEST) {
        found.add(path);
        continue;
      }
      for (Node parent : above) {
        List<Node> longer = new ArrayList<>(List.of(parent));
        longer.addAll(path);
        open.add(longer);
      }
    }
    return found.stream()
        .map(path -> path.stream().map(node -> Reference.of(graph, node)).toList())
        .sorted(Comparator.comparing(path -> path.get(0).iri()))
        .toList();
  }

  /**
   * One way down to a term, from the top, the term itself not in it; the first where several are.
   */
  public List<Reference> way(String iri) {
    Deque<Node> way = new ArrayDeque<>();
    Node at = NodeFactory.createURI(iri);
    Set<Node> seen = new HashSet<>(Set.of(at));
    while (way.size() < DEEPEST) {
      Optional<Node> parent =
          parents(at).stream()
              .filter(node -> !seen.contains(node))
              .min(Comparator.comparing(Node::getURI));
      if (parent.isEmpty()) {
        break;
      }
      at = parent.get();
      seen.add(at);
      way.addFirst(at);
    }
    return way.stream().map(node -> Reference.of(graph, node)).toList();
  }

  private Set<Node> uppermost(Node scheme) {
    Set<Node> top = new LinkedHashSet<>();
    objects(scheme, SKOS.hasTopConcept.asNode()).forEachRemaining(top::add);
    subjects(SKOS.topConceptOf.asNode(), scheme).forEachRemaining(top::add);
    subjects(IN_SCHEME, scheme)
        .filterKeep(term -> !graph.contains(term, BROADER, Node.ANY))
        .filterKeep(term -> !graph.contains(Node.ANY, NARROWER, term))
        .forEachRemaining(top::add);
    return top;
  }

  private Set<Node> children(Node term) {
    Set<Node> children = new LinkedHashSet<>();
    subjects(BROADER, term).forEachRemaining(children::add);
    objects(term, NARROWER).forEachRemaining(children::add);
    return children;
  }

  private Set<Node> parents(Node term) {
    Set<Node> parents = new LinkedHashSet<>();
    objects(term, BROADER).forEachRemaining(parents::add);
    subjects(NARROWER, term).forEachRemaining(parents::add);
    return parents;
  }

  private ExtendedIterator<Node> objects(Node subject, Node property) {
    return graph
        .find(subject, property, Node.ANY)
        .mapWith(Triple::getObject)
        .filterKeep(Node::isURI);
  }

  private ExtendedIterator<Node> subjects(Node property, Node object) {
    return graph
        .find(Node.ANY, property, object)
        .mapWith(Triple::getSubject)
        .filterKeep(Node::isURI);
  }

  private record Keyed(String key, String iri) {}

  private List<String> sorted(Set<Node> terms, String language) {
    return terms.stream()
        .map(term -> new Keyed(key(term, language), term.getURI()))
        .sorted(Comparator.comparing(Keyed::key).thenComparing(Keyed::iri))
        .map(Keyed::iri)
        .toList();
  }

  /** Japanese by its reading, where there is one. */
  private String key(Node term, String language) {
    String label = "";
    if (language.equals("ja")) {
      List<Reference.Text> readings = Reference.texts(graph, term, READING);
      label = readings.isEmpty() ? "" : readings.get(0).text();
    }
    if (label.isEmpty()) {
      label = Reference.of(graph, term).label(language).orElse(term.getURI());
    }
    return Normalizer.normalize(label, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
