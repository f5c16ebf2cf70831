package org.kumiki.coordinator.vocabulary;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for changes that another coordinator on the same database has published. */
public final class VocabularyWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VocabularyWorker.class);

  /**
   * So long a coordinator may show what another one has changed. Asking costs one look at the end
   * of an index; LISTEN would need a connection of its own that somebody has to watch.
   */
  private static final long REST_MILLIS = 500;

  private final VocabularyStore store;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::work, "vocabulary");

  public VocabularyWorker(VocabularyStore store) {
    this.store = store;
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!stopped.await(REST_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      LOG.debug("stopping");
    }
  }

  private void look() {
    try {
      store.catchUp();
    } catch (RuntimeException e) {
      // The database may be away for a while: what is in memory is shown meanwhile.
      LOG.warn("the vocabulary could not be brought up to date; it is tried again", e);
    }
  }
}
