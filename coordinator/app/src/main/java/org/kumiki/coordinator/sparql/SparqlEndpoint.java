package org.kumiki.coordinator.sparql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.ARQException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.util.Context;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.coordinator.vocabulary.VocabularyStore;

/**
 * Answers queries over the vocabulary, within bounds of time, memory and size, a few at once.
 * Thread-safe.
 */
public final class SparqlEndpoint {
  /**
   * What queries may use.
   *
   * @param time of one query
   * @param allocatedBytes of one query, over all its work
   * @param rows of one answer: rows, or triples of a graph
   * @param atOnce how many are answered at the same time
   * @param waiting how long one more waits for its turn
   */
  public record Limits(Duration time, long allocatedBytes, int rows, int atOnce, Duration waiting) {
    /**
     * What this process can bear: two queries at once that allocate half of its heap together
     * cannot fill it.
     */
    public static Limits ofThisProcess() {
      long heap = Runtime.getRuntime().maxMemory();
      return new Limits(
          Duration.ofSeconds(10), Math.min(2L << 30, heap / 4), 100_000, 2, Duration.ofSeconds(5));
    }
  }

  private static final String BASE = "urn:kumiki:query:";
  private static final int WATCH_MILLIS = 20;

  private final VocabularyStore store;
  private final Limits limits;
  private final Semaphore turns;

  public SparqlEndpoint(VocabularyStore store, Limits limits) {
    this.store = store;
    this.limits = limits;
    this.turns = new Semaphore(limits.atOnce(), true);
  }

  /** An answer, whole and in memory: a slow reader must not hold a state of the vocabulary. */
  sealed interface Answer {
    record Truth(boolean value) implements Answer {}

    /** Rows that may be read once. */
    record Rows(List<org.apache.jena.sparql.core.Var> variables, List<Binding> bindings)
        implements Answer {}

    record Statements(Graph graph) implements Answer {}
  }

  /**
   * Answers a query.
   *
   * @throws QueryRefused if it is none, says what it may not, or needs too much
   */
  Answer answer(SparqlRequest request) {
    Query query = parsed(request.query());
    boolean turn = false;
    try {
      turn = turns.tryAcquire(limits.waiting().toMillis(), TimeUnit.MILLISECONDS);
      if (!turn) {
        throw new QueryRefused(SparqlProblem.BUSY, "Other queries are running; ask again soon");
      }
      return store.read(now -> answer(request, query, now));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryRefused(SparqlProblem.BUSY, "The service is stopping; ask again soon");
    } finally {
      if (turn) {
        turns.release();
      }
    }
  }

  private static Query parsed(String text) {
    try {
      return QueryFactory.create(text, BASE, Syntax.syntaxSPARQL_11);
    } catch (ARQException wrong) {
      String cause = String.valueOf(wrong.getMessage()).strip();
      throw new QueryRefused(
          SparqlProblem.QUERY_REFUSED, "This is no SPARQL 1.1 query: " + cause + "; correct it");
    } catch (StackOverflowError nested) {
      throw new QueryRefused(SparqlProblem.QUERY_REFUSED, "It is nested too deeply; flatten it");
    }
  }

  private Answer answer(SparqlRequest request, Query query, Snapshot now) {
    QueryWatch watch = new QueryWatch(limits.time(), limits.allocatedBytes());
    try {
      DatasetGraph dataset = dataset(request, query, now, watch);
      query.getGraphURIs().clear();
      query.getNamedGraphURIs().clear();
      try (QueryExec execution = execution(query, dataset, watch);
          AutoCloseable guard = guard(execution, watch)) {
        Answer answer = run(query, execution, watch);
        watch.requireGoingOn();
        return answer;
      }
    } catch (QueryCancelledException ended) {
      throw watch.isTooLarge() ? QueryWatch.tooLarge() : QueryWatch.tooLong();
    } catch (StackOverflowError nested) {
      throw new QueryRefused(SparqlProblem.QUERY_REFUSED, "It is nested too deeply; flatten it");
    } catch (QueryRefused refused) {
      throw refused;
    } catch (ARQException wrong) {
      throw new QueryRefused(
          SparqlProblem.QUERY_REFUSED,
          "It cannot be answered: " + wrong.getMessage() + "; change it");
    } catch (Exception impossible) {
      throw new IllegalStateException("closing a guard does not fail", impossible);
    }
  }

  private QueryExec execution(Query query, DatasetGraph dataset, QueryWatch watch) {
    Context context = ARQ.getContext().copy();
    WatchedEngine.use(context, watch);
    return QueryExec.dataset(dataset)
        .context(context)
        .query(query)
        .timeout(limits.time().toMillis(), TimeUnit.MILLISECONDS)
        .build();
  }

  /** Joins and sorts read nothing while they pile up rows: somebody looks from outside. */
  private static AutoCloseable guard(QueryExec execution, QueryWatch watch) {
    Thread guard =
        new Thread(
            () -> {
              try {
                while (!watch.isTooLarge()) {
                  Thread.sleep(WATCH_MILLIS);
                }
                execution.abort();
              } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
              }
            },
            "query guard");
    guard.setDaemon(true);
    guard.start();
    return () -> {
      guard.interrupt();
      guard.join();
    };
  }

  private Answer run(Query query, QueryExec execution, QueryWatch watch) {
    if (query.isAskType()) {
      return new Answer.Truth(execution.ask());
    }
    if (query.isSelectType()) {
      RowSet rows = execution.select();
      List<Binding> bindings = new ArrayList<>();
      while (rows.hasNext()) {
        bindings.add(rows.next());
        requireFew(bindings.size());
        watch.pass();
      }
      return new Answer.Rows(rows.getResultVars(), bindings);
    }
    if (query.isConstructType() && !query.isConstructQuad()) {
      return collected(execution.constructTriples(), watch);
    }
    if (query.isDescribeType()) {
      return collected(execution.describeTriples(), watch);
    }
    throw new QueryRefused(
        SparqlProblem.QUERY_REFUSED, "Ask by SELECT, ASK, CONSTRUCT of triples, or DESCRIBE");
  }

  private Answer collected(Iterator<Triple> triples, QueryWatch watch) {
    Graph graph = new org.apache.jena.mem2.GraphMem2Fast();
    while (triples.hasNext()) {
      graph.add(triples.next());
      requireFew(graph.size());
      watch.pass();
    }
    return new Answer.Statements(graph);
  }

  private void requireFew(int rows) {
    if (rows > limits.rows()) {
      throw new QueryRefused(
          SparqlProblem.QUERY_TOO_LARGE,
          "The answer has more than "
              + limits.rows()
              + " rows; add a LIMIT, or export the vocabulary");
    }
  }

  /**
   * The graphs that are asked. What the protocol names counts before what the query says; nothing
   * is ever fetched, so that a graph that is not here is empty where the protocol names it, and a
   * mistake where the query does.
   */
  private static DatasetGraph dataset(
      SparqlRequest request, Query query, Snapshot now, QueryWatch watch) {
    List<String> defaults = request.defaultGraphs();
    List<String> named = request.namedGraphs();
    if (defaults.isEmpty() && named.isEmpty()) {
      defaults = List.copyOf(query.getGraphURIs());
      named = List.copyOf(query.getNamedGraphURIs());
      requireHere(defaults, now);
      requireHere(named, now);
    }
    boolean all = defaults.isEmpty() && named.isEmpty();
    DatasetGraph dataset =
        new DatasetGraphMapLink(new WatchedGraph(all ? now.graph() : now.graph(defaults), watch));
    for (String graph : all ? now.graphs() : named) {
      Node name = NodeFactory.createURI(graph);
      dataset.addGraph(name, new WatchedGraph(now.graph(List.of(graph)), watch));
    }
    return dataset;
  }

  private static void requireHere(List<String> graphs, Snapshot now) {
    for (String graph : graphs) {
      if (!now.graphs().contains(graph)) {
        throw new QueryRefused(
            SparqlProblem.QUERY_REFUSED,
            "FROM <" + graph + "> is no graph of this server, and none is fetched; leave it out");
      }
    }
  }
}
