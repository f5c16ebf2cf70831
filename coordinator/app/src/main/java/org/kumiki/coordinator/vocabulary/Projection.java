package org.kumiki.coordinator.vocabulary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.search.SearchableTerm;
import org.kumiki.ontology.search.TermSearch;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;

/**
 * What is read of the log: statements in memory and the search index, always of one moment.
 *
 * <p>The statements are there twice. Readers share one copy; a change is written into the other,
 * which then takes its place, and is repeated in the first when its last reader has left. So a
 * change costs as much as it is large, a reader never waits, and never sees half of a change. (Of
 * Jena's own, {@code DatasetGraphInMemory} gives the same with persistent trees: a million
 * statements took seven times the memory and six times as long to load.)
 *
 * <p>Reading is safe from any thread; writing is one thread's at a time, see {@link
 * VocabularyStore}.
 */
final class Projection implements AutoCloseable {
  /** A question takes milliseconds; who holds a state longer must not stop all that write. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private record Turn(Side side, AtomicInteger readers, TermSearch.View search) {}

  /** One entry as it goes into the statements, part by part. */
  record Step(long sequence, String hash, List<Patch> parts) {}

  private final TermSearch search;
  private final List<Step> missed = new ArrayList<>();

  /** Turns whose readers may not have left yet. */
  private final List<Turn> retired = new ArrayList<>();

  private volatile Turn current;
  private Side resting;
  private AtomicInteger readersOfResting = new AtomicInteger();

  /** Two copies that have the same entries; from now on only this writes them. */
  Projection(Side one, Side other) {
    this.search = TermSearch.of(searchable(one.union()));
    this.current = new Turn(one, new AtomicInteger(), search.view());
    this.resting = other;
  }

  /** Answers a question from one state. */
  <T> T read(Function<Snapshot, T> question) {
    Turn turn = enter();
    try {
      return question.apply(new Snapshot(turn.side(), turn.search()));
    } finally {
      leave(turn);
    }
  }

  private Turn enter() {
    while (true) {
      Turn turn = current;
      turn.readers().incrementAndGet();
      if (turn == current) {
        return turn;
      }
      // It was replaced in between and may be written by now.
      leave(turn);
    }
  }

  private void leave(Turn turn) {
    if (turn.readers().decrementAndGet() == 0 && turn != current) {
      synchronized (turn.readers()) {
        turn.readers().notifyAll();
      }
    }
  }

  /**
   * Shows the state after more entries. Waits for questions that began two changes ago.
   *
   * @throws ProblemException if one of them does not end; nothing has changed then
   */
  void apply(List<Step> steps) {
    settle();
    Set<Node> subjects = new HashSet<>();
    for (Step step : steps) {
      enter(step, resting);
      step.parts().forEach(part -> part.subjects().forEach(iri -> subjects.add(iri(iri))));
    }
    updateSearch(subjects, resting.union());
    Turn before = current;
    Turn next = new Turn(resting, new AtomicInteger(), search.view());
    missed.addAll(steps);
    current = next;
    resting = before.side();
    readersOfResting = before.readers();
    retired.add(before);
    closeRetired();
  }

  /** A view of the index is its turn's until the last reader has left. */
  private void closeRetired() {
    retired.removeIf(
        turn -> {
          boolean over = turn.readers().get() == 0;
          if (over) {
            turn.search().close();
          }
          return over;
        });
  }

  /** Repeats in the resting copy what it has missed, when nobody reads it any more. */
  void settle() {
    if (missed.isEmpty()) {
      return;
    }
    awaitReaders();
    missed.forEach(step -> enter(step, resting));
    missed.clear();
    closeRetired();
  }

  /** Does what {@link #settle} does if that needs no waiting. */
  void settleIfIdle() {
    if (readersOfResting.get() == 0) {
      settle();
    }
  }

  private void awaitReaders() {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    synchronized (readersOfResting) {
      boolean interrupted = false;
      while (readersOfResting.get() > 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new ProblemException(
              CommonProblem.UNAVAILABLE,
              "The vocabulary is being read by a long question; try again in a minute");
        }
        try {
          readersOfResting.wait(left);
        } catch (InterruptedException e) {
          // A change that is committed must be shown; whoever ends this thread sees the flag after.
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void enter(Step step, Side side) {
    step.parts().forEach(part -> side.apply(step.sequence(), part));
    side.entered(step.sequence(), step.hash());
  }

  private void updateSearch(Set<Node> subjects, Graph graph) {
    List<SearchableTerm> changed = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    Model model = ModelFactory.createModelForGraph(graph);
    for (Node subject : subjects) {
      if (graph.contains(subject, RDF.type.asNode(), SKOS.Concept.asNode())) {
        changed.add(SearchableTerm.of(model.createResource(subject.getURI())));
      } else {
        removed.add(subject.getURI());
      }
    }
    search.update(changed, removed);
  }

  private static List<SearchableTerm> searchable(Graph graph) {
    return SearchableTerm.in(ModelFactory.createModelForGraph(graph));
  }

  private static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  /** Frees the memory; nothing can be read after it. */
  @Override
  public void close() {
    retired.forEach(turn -> turn.search().close());
    current.search().close();
    search.close();
  }
}
