package org.kumiki.coordinator.sparql;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;

/** A graph that counts what is read of it: property paths ask nobody whether they may go on. */
final class WatchedGraph extends GraphBase {
  private final Graph graph;
  private final QueryWatch watch;

  WatchedGraph(Graph graph, QueryWatch watch) {
    this.graph = graph;
    this.watch = watch;
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    watch.pass();
    ExtendedIterator<Triple> found = graph.find(pattern);
    return new WrappedIterator<>(found) {
      @Override
      public Triple next() {
        watch.pass();
        return super.next();
      }
    };
  }

  @Override
  protected boolean graphBaseContains(Triple pattern) {
    watch.pass();
    return graph.contains(pattern);
  }

  @Override
  protected int graphBaseSize() {
    return graph.size();
  }
}
