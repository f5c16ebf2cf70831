package org.kumiki.coordinator.rounds;

import java.time.Duration;
import java.util.Optional;

/**
 * The turn of one process to add up a study's open round. It keeps processes from doing the same
 * work at once and guards nothing: what was added up counts only if the study still waits for it,
 * so one that ran out and was taken over does no harm. For one thread.
 */
final class Lease {
  /** Much longer than a vector takes; so long a round rests if its process dies. */
  static final Duration LASTS = Duration.ofSeconds(30);

  private static final long RENEW_AFTER_NANOS = LASTS.toNanos() / 3;

  private final RoundStore store;
  private final String hash;
  private final String holder;
  private long renewedNanos = System.nanoTime();

  private Lease(RoundStore store, String hash, String holder) {
    this.store = store;
    this.hash = hash;
    this.holder = holder;
  }

  /** Empty if another process has it. */
  static Optional<Lease> take(RoundStore store, String hash, String holder) {
    return store.lease(hash, holder, LASTS)
        ? Optional.of(new Lease(store, hash, holder))
        : Optional.empty();
  }

  /** To be called while working; false once the work is another's or is done. */
  boolean lasts() {
    if (System.nanoTime() - renewedNanos < RENEW_AFTER_NANOS) {
      return true;
    }
    renewedNanos = System.nanoTime();
    return isHeld();
  }

  /** Whether it is this process's now; renews it. */
  boolean isHeld() {
    return store.lease(hash, holder, LASTS);
  }
}
