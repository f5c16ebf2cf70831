package org.kumiki.coordinator.vocabulary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.NullIterator;

/**
 * All statements of some graphs, each once, without a copy: a statement that several have counts
 * where it stands first, which costs one look into each of those before and no memory.
 */
final class UnionOfGraphs extends GraphBase {
  private final Collection<Graph> graphs;

  /**
   * @param graphs as they are at each question
   */
  UnionOfGraphs(Collection<Graph> graphs) {
    this.graphs = graphs;
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    ExtendedIterator<Triple> all = NullIterator.instance();
    List<Graph> before = new ArrayList<>();
    for (Graph graph : graphs) {
      List<Graph> earlier = List.copyOf(before);
      ExtendedIterator<Triple> found = graph.find(pattern);
      all =
          all.andThen(
              earlier.isEmpty()
                  ? found
                  : found.filterDrop(
                      triple -> earlier.stream().anyMatch(one -> one.contains(triple))));
      before.add(graph);
    }
    return all;
  }

  @Override
  protected boolean graphBaseContains(Triple pattern) {
    return graphs.stream().anyMatch(graph -> graph.contains(pattern));
  }

  /** An upper bound where graphs share statements, good enough to plan queries. */
  @Override
  protected int graphBaseSize() {
    return graphs.stream().mapToInt(Graph::size).sum();
  }
}
