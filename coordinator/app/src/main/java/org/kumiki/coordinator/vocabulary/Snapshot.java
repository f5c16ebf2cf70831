package org.kumiki.coordinator.vocabulary;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.kumiki.ontology.change.CanonicalQuads;
import org.kumiki.ontology.search.Hit;
import org.kumiki.ontology.search.SearchRequest;
import org.kumiki.ontology.search.TermSearch;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Concepts;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Terms;

/**
 * The vocabulary after one change and before the next: statements, versions and search index of the
 * same moment. It counts only inside the question that {@link VocabularyStore#read} answers; then
 * it may change. Safe to share between threads as long.
 */
public final class Snapshot implements Terms {
  private final Side side;
  private final TermSearch.View search;

  Snapshot(Side side, TermSearch.View search) {
    this.side = side;
    this.search = search;
  }

  /** The place in the log of the last change; 0 before the first. */
  public long sequence() {
    return side.sequence();
  }

  /** The hash of the log up to that change. */
  public String logHash() {
    return side.hash();
  }

  /** The version of a term, for {@link org.kumiki.ontology.change.ChangeSet#basedOn}. */
  public long version(String iri) {
    return side.versions().of(iri);
  }

  /** What is said about a term, in all graphs; empty if there is no such term. */
  public Set<Quad> statements(String iri) {
    return side.about(NodeFactory.createURI(iri));
  }

  /** Whether a statement stands in its graph. */
  public boolean holds(Quad quad) {
    return side.holds(quad);
  }

  /** The names of the graphs that hold something. */
  public List<String> graphs() {
    return side.graphs();
  }

  /** All statements, whatever graph they stand in; read only. */
  public Graph graph() {
    return side.union();
  }

  /** The statements of some graphs together; one that is not here is empty. Read only. */
  public Graph graph(List<String> names) {
    return side.union(names);
  }

  /** The graphs, and all statements together as the default graph; read only. */
  public DatasetGraph dataset() {
    return side.dataset();
  }

  /** How many statements there are. */
  public long size() {
    return side.size();
  }

  /** A term that studies may name; empty for a concept without a role, or none. */
  @Override
  public Optional<Concept> concept(String iri) {
    return Concepts.read(graph(), Names.expand(iri));
  }

  /** The best concepts for what somebody typed. */
  public List<Hit> search(SearchRequest request) {
    return search.search(request);
  }

  /** All statements with their graphs. */
  Iterator<Quad> quads() {
    return side.quads();
  }

  /**
   * Reads every term that studies may name.
   *
   * @throws org.kumiki.ontology.term.UnreadableVocabulary naming one that is incomplete
   */
  void requireComplete() {
    Concepts.all(graph());
  }

  /** SHA-256 of the canonical N-Quads of all statements; takes seconds for a million. */
  public String sha256() {
    return CanonicalQuads.sha256(side.quads());
  }
}
