package org.kumiki.coordinator.vocabulary;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.mem2.GraphMem2Fast;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphReadOnly;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.NullIterator;
import org.kumiki.ontology.change.LogEntry;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.change.TermVersions;

/**
 * One of the two copies of the statements that take turns ({@link Projection}). While it is read it
 * is not written, which is the owner's to see to.
 */
final class Side {
  private final Map<String, Graph> graphs = new TreeMap<>();
  private final TermVersions versions = new TermVersions();
  private final Graph union = new GraphReadOnly(new UnionOfGraphs(graphs.values()));
  private DatasetGraph dataset = link();
  private long sequence;
  private String hash = LogEntry.NOTHING;

  long sequence() {
    return sequence;
  }

  String hash() {
    return hash;
  }

  TermVersions versions() {
    return versions;
  }

  Graph union() {
    return union;
  }

  Graph union(List<String> names) {
    return new GraphReadOnly(
        new UnionOfGraphs(names.stream().filter(graphs::containsKey).map(graphs::get).toList()));
  }

  DatasetGraph dataset() {
    return dataset;
  }

  List<String> graphs() {
    return List.copyOf(graphs.keySet());
  }

  long size() {
    return graphs.values().stream().mapToLong(Graph::size).sum();
  }

  boolean holds(Quad quad) {
    Graph graph = graphs.get(quad.getGraph().getURI());
    return graph != null && graph.contains(quad.asTriple());
  }

  Set<Quad> about(Node subject) {
    Set<Quad> about = new HashSet<>();
    graphs.forEach(
        (name, graph) ->
            graph
                .find(subject, Node.ANY, Node.ANY)
                .forEachRemaining(
                    triple -> about.add(new Quad(NodeFactory.createURI(name), triple))));
    return about;
  }

  Iterator<Quad> quads() {
    ExtendedIterator<Quad> all = NullIterator.instance();
    for (Map.Entry<String, Graph> entry : graphs.entrySet()) {
      Node name = NodeFactory.createURI(entry.getKey());
      all = all.andThen(entry.getValue().find().mapWith(triple -> new Quad(name, triple)));
    }
    return all;
  }

  /** A part of an entry; the whole counts with {@link #entered}. */
  void apply(long entry, Patch part) {
    boolean newGraph = false;
    for (Quad gone : part.removed()) {
      graphs.get(gone.getGraph().getURI()).delete(gone.asTriple());
    }
    for (Quad come : part.added()) {
      String name = come.getGraph().getURI();
      newGraph |= !graphs.containsKey(name);
      graphs.computeIfAbsent(name, any -> new GraphMem2Fast()).add(come.asTriple());
    }
    boolean emptied = graphs.values().removeIf(Graph::isEmpty);
    versions.apply(entry, part);
    if (newGraph || emptied) {
      dataset = link();
    }
  }

  void entered(long entry, String entryHash) {
    sequence = entry;
    hash = entryHash;
  }

  private DatasetGraph link() {
    DatasetGraph linked = new DatasetGraphMapLink(union);
    graphs.forEach(
        (name, graph) -> linked.addGraph(NodeFactory.createURI(name), new GraphReadOnly(graph)));
    return linked;
  }
}
