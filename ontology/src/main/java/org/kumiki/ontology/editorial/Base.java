package org.kumiki.ontology.editorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.kumiki.ontology.change.Conflict;

/**
 * The vocabulary that edits are made of: statements and versions of the same moment.
 *
 * @param shared the statements of the graph that the consortium keeps; read only
 * @param all these and what imported vocabularies say; read only
 * @param versions the version of a term by its IRI, 0 for what never was
 */
public record Base(Graph shared, Graph all, ToLongFunction<String> versions) {

  /** The versions of some terms. */
  public Map<String, Long> versionsOf(Set<String> terms) {
    Map<String, Long> found = new TreeMap<>();
    terms.forEach(term -> found.put(term, versions.applyAsLong(term)));
    return found;
  }

  /** The terms that are not as somebody saw them, by IRI. */
  public List<Conflict> conflicts(Map<String, Long> seen) {
    List<Conflict> conflicts = new ArrayList<>();
    seen.forEach(
        (term, version) -> {
          long now = versions.applyAsLong(term);
          if (now != version) {
            conflicts.add(new Conflict(term, version, now));
          }
        });
    return conflicts;
  }

  /** The schemes that a term is in; none for what is no term. */
  public Set<String> schemes(String term) {
    Set<String> schemes = new TreeSet<>();
    shared
        .find(Terminology.iri(term), Terminology.IN_SCHEME, Node.ANY)
        .mapWith(Triple::getObject)
        .filterKeep(Node::isURI)
        .forEachRemaining(scheme -> schemes.add(scheme.getURI()));
    return schemes;
  }
}
