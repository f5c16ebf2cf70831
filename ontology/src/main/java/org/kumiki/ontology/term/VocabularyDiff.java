package org.kumiki.ontology.term;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.out.NodeFmtLib;

/**
 * What is different between two vocabularies, by subject. Immutable.
 *
 * @param added subjects that only the second one describes, sorted
 * @param removed subjects that only the first one describes, sorted
 * @param changed subjects that both describe, differently, by name
 */
public record VocabularyDiff(
    List<String> added, List<String> removed, Map<String, Change> changed) {

  /**
   * What changed about a subject.
   *
   * @param added statements of the second vocabulary only, as predicate and object, sorted
   * @param removed statements of the first vocabulary only
   */
  public record Change(List<String> added, List<String> removed) {}

  /** Compares statements; blank nodes count by their label, of which a vocabulary has none. */
  public static VocabularyDiff between(Model before, Model after) {
    TreeMap<String, TreeSet<String>> old = statements(before);
    TreeMap<String, TreeSet<String>> now = statements(after);
    List<String> added = new ArrayList<>(now.keySet());
    added.removeAll(old.keySet());
    List<String> removed = new ArrayList<>(old.keySet());
    removed.removeAll(now.keySet());
    Map<String, Change> changed = new TreeMap<>();
    now.forEach(
        (subject, statements) -> {
          TreeSet<String> earlier = old.get(subject);
          if (earlier != null && !earlier.equals(statements)) {
            changed.put(
                subject, new Change(without(statements, earlier), without(earlier, statements)));
          }
        });
    return new VocabularyDiff(added, removed, changed);
  }

  private static List<String> without(TreeSet<String> statements, TreeSet<String> others) {
    return statements.stream().filter(statement -> !others.contains(statement)).toList();
  }

  private static TreeMap<String, TreeSet<String>> statements(Model model) {
    TreeMap<String, TreeSet<String>> bySubject = new TreeMap<>();
    model
        .getGraph()
        .find()
        .forEachRemaining(
            triple ->
                bySubject
                    .computeIfAbsent(name(triple.getSubject()), any -> new TreeSet<>())
                    .add(told(triple)));
    return bySubject;
  }

  private static String name(Node node) {
    return node.isURI() ? node.getURI() : NodeFmtLib.strNT(node);
  }

  private static String told(Triple triple) {
    return NodeFmtLib.strNT(triple.getPredicate()) + " " + NodeFmtLib.strNT(triple.getObject());
  }
}
