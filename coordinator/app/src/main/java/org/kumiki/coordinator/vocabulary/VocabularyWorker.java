package org.kumiki.coordinator.vocabulary;

import java.time.Duration;
import org.kumiki.platform.process.RestingWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for changes that another coordinator on the same database has published. */
public final class VocabularyWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VocabularyWorker.class);

  /**
   * So long a coordinator may show what another one has changed. Asking costs one look at the end
   * of an index; LISTEN would need a connection of its own that somebody has to watch.
   */
  private static final Duration REST = Duration.ofMillis(500);

  private final VocabularyStore store;
  private final RestingWorker worker = RestingWorker.finishing("vocabulary", this::look);

  public VocabularyWorker(VocabularyStore store) {
    this.store = store;
  }

  public void start() {
    worker.start();
  }

  @Override
  public void close() {
    worker.close();
  }

  private Duration look() {
    try {
      store.catchUp();
    } catch (RuntimeException e) {
      // The database may be away for a while: what is in memory is shown meanwhile.
      LOG.warn("the vocabulary could not be brought up to date; it is tried again", e);
    }
    return REST;
  }
}
