package org.kumiki.coordinator.vocabulary;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.jena.rdf.model.ModelFactory;
import org.kumiki.ontology.shape.Finding;
import org.kumiki.ontology.shape.IntegrityCheck;
import org.kumiki.ontology.shape.VocabularyFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The defects of the whole vocabulary. That takes seconds for thousands of terms, so it is done
 * once for each state, beside everything else, when somebody asks. Thread-safe.
 */
public final class WholeCheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WholeCheck.class);

  private final VocabularyStore store;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "vocabulary check");
            thread.setDaemon(true);
            return thread;
          });

  /** Guarded by this. */
  private Optional<Result> last = Optional.empty();

  /** Guarded by this. */
  private boolean running;

  public WholeCheck(VocabularyStore store) {
    this.store = store;
  }

  /** The findings of one state. */
  public record Result(long sequence, List<Finding> findings) {}

  /**
   * The newest findings that there are, of this state or an earlier one; the check of this state
   * begins if there is none. Empty before the first is done.
   */
  public synchronized Optional<Result> latest() {
    long now = store.read(Snapshot::sequence);
    boolean fresh = last.filter(result -> result.sequence() == now).isPresent();
    if (!fresh && !running) {
      running = true;
      try {
        worker.execute(this::check);
      } catch (RejectedExecutionException closing) {
        running = false;
      }
    }
    return last;
  }

  private void check() {
    try {
      // A copy, because the check takes longer than a state may be held.
      var copy = ModelFactory.createDefaultModel();
      long sequence =
          store.read(
              now -> {
                now.graph().find().forEachRemaining(copy.getGraph()::add);
                return now.sequence();
              });
      List<Finding> findings =
          IntegrityCheck.of(
              new VocabularyFile("vocabulary", copy), ModelFactory.createDefaultModel());
      done(Optional.of(new Result(sequence, findings)));
    } catch (RuntimeException | StackOverflowError e) {
      // A path that is too deep for the shapes ends this check, not all later ones.
      LOG.error("the vocabulary could not be checked", e);
      done(Optional.empty());
    }
  }

  private synchronized void done(Optional<Result> result) {
    running = false;
    last = result.isPresent() ? result : last;
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
