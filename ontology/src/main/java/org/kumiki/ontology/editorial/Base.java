package org.kumiki.ontology.editorial;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.jena.graph.Graph;

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
}
