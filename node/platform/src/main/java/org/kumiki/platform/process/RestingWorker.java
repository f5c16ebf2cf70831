package org.kumiki.platform.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that looks whether there is something to do, rests, and looks again, until it is closed.
 * What a look throws ends it: whoever looks decides what may fail and be tried again.
 */
public final class RestingWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RestingWorker.class);

  private final Look look;
  private final boolean breaksOff;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** What is done again and again. */
  @FunctionalInterface
  public interface Look {
    /** Does what is due; says how long to rest. */
    Duration look() throws InterruptedException;
  }

  private RestingWorker(String name, Look look, boolean breaksOff) {
    this.look = look;
    this.breaksOff = breaksOff;
    this.thread = new Thread(this::work, name);
  }

  /**
   * A worker whose look is waited for when it is closed, as one that writes to a database wants it.
   *
   * @param name of its thread
   */
  public static RestingWorker finishing(String name, Look look) {
    return new RestingWorker(name, look, false);
  }

  /**
   * A worker whose look is interrupted when it is closed, as one that waits for others wants it.
   *
   * @param name of its thread
   */
  public static RestingWorker breakingOff(String name, Look look) {
    return new RestingWorker(name, look, true);
  }

  /** Begins with a look; once. */
  public void start() {
    thread.start();
  }

  /** Looks no more; returns when the thread has ended, which may never have been started. */
  @Override
  public void close() {
    stopped.countDown();
    if (breaksOff) {
      thread.interrupt();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!stopped.await(look.look().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.trace("{} looks again", thread.getName());
      }
    } catch (InterruptedException e) {
      LOG.debug("{} stops", thread.getName());
    }
  }
}
