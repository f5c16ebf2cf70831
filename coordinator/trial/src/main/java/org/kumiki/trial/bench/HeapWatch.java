package org.kumiki.trial.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.function.Supplier;

/**
 * How much heap a piece of work needs at most. A collector that has room lets garbage lie, which
 * would measure the machine; so garbage is collected between steps whenever more than a vector's
 * worth may have gathered. The figure is an upper bound: pools peak at different moments.
 *
 * <p>Not thread-safe.
 */
final class HeapWatch {
  private static final int VECTORS_OF_GARBAGE = 1;
  private static final long SMALL_CHANGE_BYTES = 16 << 20;

  private final long garbageAllowed;
  private final List<MemoryPoolMXBean> pools;
  private long garbage;
  private long peakBytes;

  HeapWatch(long vectorBytes) {
    this.garbageAllowed = VECTORS_OF_GARBAGE * vectorBytes + SMALL_CHANGE_BYTES;
    this.pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    collect();
    pools.forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** Before a step, outside what is timed. */
  void beforeAllocating(long bytes) {
    if (garbage + bytes > garbageAllowed) {
      collect();
    }
    garbage += bytes;
  }

  /** Runs steps whose heap is not the secure sum's, as sealing makes much garbage of its own. */
  <T> T ignoring(Supplier<T> steps) {
    peakBytes = peakBytes();
    T value = steps.get();
    collect();
    pools.forEach(MemoryPoolMXBean::resetPeakUsage);
    return value;
  }

  long peakBytes() {
    return Math.max(
        peakBytes, pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum());
  }

  private void collect() {
    System.gc();
    garbage = 0;
  }
}
