package org.kumiki.ontology.shape;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.term.Names;

/**
 * What a change makes worse: the findings of {@link IntegrityCheck} that are there after it and
 * were not before. It looks at the changed terms and at those around them, so that it takes as long
 * as the change is large and not as the vocabulary is.
 *
 * <p>Around a term are: all above it and above what it is related to, all below it, what it refers
 * to, what refers to it, and what has the same preferred label.
 */
public final class ChangeCheck {
  /**
   * A category near the root has thousands of terms below it. Beyond so many of a sort, the check
   * of the whole vocabulary finds what this one leaves out.
   */
  private static final int MOST = 2_000;

  private static final List<Node> UP =
      List.of(SKOS.broader.asNode(), SKOS.broaderTransitive.asNode());
  private static final List<Node> DOWN =
      List.of(SKOS.narrower.asNode(), SKOS.narrowerTransitive.asNode());
  private static final List<Node> SAME = List.of(SKOS.exactMatch.asNode());
  private static final Node LABEL = SKOS.prefLabel.asNode();
  private static final Node OTHER_NAME = SKOS.altLabel.asNode();
  private static final Node KEEP_APART = NodeFactory.createURI(Names.TERM + "keepApartFrom");
  private static final List<Node> ASIDE =
      List.of(
          SKOS.related.asNode(),
          KEEP_APART,
          SKOS.exactMatch.asNode(),
          SKOS.broadMatch.asNode(),
          SKOS.narrowMatch.asNode(),
          SKOS.relatedMatch.asNode());

  private ChangeCheck() {}

  /**
   * The new findings, sorted.
   *
   * @param before all statements before the change
   * @param after all statements after it
   * @param subjects the IRIs that it says something else about
   */
  public static List<Finding> introduced(Graph before, Graph after, Set<String> subjects) {
    Set<Node> changed = new HashSet<>();
    subjects.forEach(iri -> changed.add(NodeFactory.createURI(iri)));
    Set<Node> checked = new HashSet<>(changed);
    for (Graph state : List.of(before, after)) {
      for (Node term : changed) {
        checked.addAll(below(state, term));
        checked.addAll(bounded(referrers(state, term)));
        checked.addAll(reached(state, term, SAME, SAME));
      }
    }
    TreeSet<Finding> found = new TreeSet<>(findings(after, checked));
    Set<String> known = new HashSet<>();
    findings(before, checked).forEach(finding -> known.add(key(finding)));
    found.removeIf(finding -> known.contains(key(finding)));
    return List.copyOf(found);
  }

  private static String key(Finding finding) {
    return finding.subject() + " " + finding.rule() + " " + finding.message();
  }

  private static List<Finding> findings(Graph state, Set<Node> checked) {
    Set<Node> around = new HashSet<>();
    for (Node term : checked) {
      Set<Node> line = above(state, term);
      for (Node aside : ASIDE) {
        neighbours(state, term, aside).forEach(other -> line.addAll(above(state, other)));
      }
      around.addAll(line);
      state.find(term, Node.ANY, Node.ANY).mapWith(Triple::getObject).forEachRemaining(around::add);
      around.addAll(sameLabel(state, term));
    }
    around.removeAll(checked);
    Model part = statements(state, checked);
    return part.isEmpty()
        ? List.of()
        : IntegrityCheck.of(new VocabularyFile("change", part), statements(state, around));
  }

  private static Model statements(Graph state, Set<Node> subjects) {
    Model model = ModelFactory.createDefaultModel();
    for (Node subject : subjects) {
      if (subject.isURI()) {
        state.find(subject, Node.ANY, Node.ANY).forEachRemaining(model.getGraph()::add);
      }
    }
    return model;
  }

  private static List<Node> sameLabel(Graph state, Node term) {
    List<Node> others = new ArrayList<>();
    for (Triple label : state.find(term, LABEL, Node.ANY).toList()) {
      others.addAll(named(state, LABEL, label.getObject()));
      others.addAll(named(state, OTHER_NAME, label.getObject()));
    }
    for (Triple name : state.find(term, OTHER_NAME, Node.ANY).toList()) {
      others.addAll(named(state, LABEL, name.getObject()));
    }
    return others;
  }

  private static List<Node> named(Graph state, Node property, Node label) {
    return bounded(state.find(Node.ANY, property, label).mapWith(Triple::getSubject).toList());
  }

  private static List<Node> referrers(Graph state, Node term) {
    List<Node> referrers = new ArrayList<>();
    var triples = state.find(Node.ANY, Node.ANY, term);
    try {
      while (triples.hasNext() && referrers.size() <= MOST) {
        referrers.add(triples.next().getSubject());
      }
    } finally {
      triples.close();
    }
    return referrers;
  }

  /** All or, beyond so many, none: a part of them would give findings by chance. */
  private static List<Node> bounded(List<Node> nodes) {
    return nodes.size() > MOST ? List.of() : nodes;
  }

  private static Set<Node> above(Graph state, Node term) {
    return reached(state, term, UP, DOWN);
  }

  private static Set<Node> below(Graph state, Node term) {
    return reached(state, term, DOWN, UP);
  }

  /** Itself, and what stated and turned-around relations lead to, up to the bound. */
  private static Set<Node> reached(Graph state, Node start, List<Node> along, List<Node> against) {
    Set<Node> reached = new HashSet<>(Set.of(start));
    Deque<Node> open = new ArrayDeque<>(reached);
    while (!open.isEmpty() && reached.size() <= MOST) {
      Node here = open.remove();
      List<Node> next = new ArrayList<>();
      for (Node property : along) {
        next.addAll(state.find(here, property, Node.ANY).mapWith(Triple::getObject).toList());
      }
      for (Node property : against) {
        next.addAll(state.find(Node.ANY, property, here).mapWith(Triple::getSubject).toList());
      }
      next.stream().filter(reached::add).forEach(open::add);
    }
    return reached.size() > MOST ? new HashSet<>(Set.of(start)) : reached;
  }

  private static List<Node> neighbours(Graph state, Node term, Node property) {
    List<Node> neighbours =
        new ArrayList<>(state.find(term, property, Node.ANY).mapWith(Triple::getObject).toList());
    neighbours.addAll(state.find(Node.ANY, property, term).mapWith(Triple::getSubject).toList());
    return neighbours;
  }
}
