package org.kumiki.node.participation;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Ends an exchange in which nothing moves any more. What moves may take as long as it needs: a
 * large vector over a slow line is no failure, while a connection that was cut without a word, as
 * routers and proxies do, would otherwise be waited for until the operating system gives up.
 *
 * <p>Thread-safe.
 */
final class StallGuard implements AutoCloseable {
  private static final int LOOKS_PER_LIMIT = 4;

  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "stalled-exchanges");
            thread.setDaemon(true);
            return thread;
          });

  private final long limitNanos;
  private final LongSupplier nanoTime;
  private volatile long movedNanos;
  private volatile boolean resting;
  private volatile boolean stalled;
  private volatile ScheduledFuture<?> looking;

  StallGuard(Duration limit) {
    this(limit, System::nanoTime);
  }

  StallGuard(Duration limit, LongSupplier nanoTime) {
    this.limitNanos = limit.toNanos();
    this.nanoTime = nanoTime;
    this.movedNanos = nanoTime.getAsLong();
  }

  /**
   * Begins to look by itself.
   *
   * @param end what breaks the exchange off; runs at most once, and must not block
   */
  StallGuard start(Runnable end) {
    long every = limitNanos / LOOKS_PER_LIMIT;
    looking = TIMER.scheduleWithFixedDelay(() -> look(end), every, every, TimeUnit.NANOSECONDS);
    return this;
  }

  /** One look, as the timer has it. */
  void look(Runnable end) {
    if (!stalled && !resting && nanoTime.getAsLong() - movedNanos > limitNanos) {
      stalled = true;
      close();
      end.run();
    }
  }

  /** Something moved, or somebody begins to wait for it. */
  void moved() {
    movedNanos = nanoTime.getAsLong();
    resting = false;
  }

  /** Nobody waits: the time until the next {@link #moved()} is our own. */
  void rests() {
    resting = true;
  }

  boolean stalled() {
    return stalled;
  }

  /** Looks no more. */
  @Override
  public void close() {
    ScheduledFuture<?> now = looking;
    if (now != null) {
      now.cancel(false);
    }
  }

  /** A body each of whose buffers that the connection takes is a movement. */
  BodyPublisher watching(BodyPublisher body) {
    return new WatchedBody(body);
  }

  private final class WatchedBody implements BodyPublisher {
    private final BodyPublisher body;

    WatchedBody(BodyPublisher body) {
      this.body = body;
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> connection) {
      body.subscribe(new Watched(connection));
    }
  }

  private final class Watched implements Flow.Subscriber<ByteBuffer> {
    private final Flow.Subscriber<? super ByteBuffer> connection;

    Watched(Flow.Subscriber<? super ByteBuffer> connection) {
      this.connection = connection;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      connection.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      moved();
      connection.onNext(bytes);
    }

    @Override
    public void onError(Throwable failure) {
      connection.onError(failure);
    }

    @Override
    public void onComplete() {
      moved();
      connection.onComplete();
    }
  }
}
