package org.kumiki.exchange.secagg;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;

/**
 * Small computations on the machine's other cores, and on the caller's own while it waits for them.
 * They only compute: what reads or writes stays with the caller, so that a slow disk or network
 * holds up nobody else.
 *
 * <p>Belongs to one caller, who limits how many computations are under way ({@link #LIMIT}), which
 * is what bounds the memory.
 */
final class SpareCores {
  /** Twice as many as cores, so that none waits for its next one; more than 8 gain nothing. */
  static final int LIMIT = 2 * Math.min(8, Runtime.getRuntime().availableProcessors());

  private final Queue<FutureTask<?>> waiting = new ConcurrentLinkedQueue<>();

  /** Begins a computation as soon as a core is free. */
  FutureTask<?> submit(Runnable computation) {
    FutureTask<?> task = new FutureTask<>(computation, null);
    waiting.add(task);
    ForkJoinPool.commonPool().execute(this::runOne);
    return task;
  }

  /** Until this computation is done; the caller's core helps meanwhile. What it threw is thrown. */
  void await(FutureTask<?> task) {
    while (!task.isDone()) {
      if (!runOne()) {
        break;
      }
    }
    boolean interrupted = false;
    while (true) {
      try {
        task.get();
        break;
      } catch (InterruptedException e) {
        // It holds the caller's buffers: they cannot be left to it.
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("a chunk could not be computed", e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean runOne() {
    FutureTask<?> task = waiting.poll();
    if (task == null) {
      return false;
    }
    task.run();
    return true;
  }
}
