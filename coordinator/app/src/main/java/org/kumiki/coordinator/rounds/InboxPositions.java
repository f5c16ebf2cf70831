package org.kumiki.coordinator.rounds;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each member has worked off its inbox, by the number that its last request named. Not kept
 * over a restart: a member that is connected says it again within a minute. Thread-safe.
 */
public final class InboxPositions {
  private final Map<String, Long> positions = new ConcurrentHashMap<>();

  void note(String organisation, long after) {
    positions.put(organisation, after);
  }

  /** 0 for a member that has not asked since the start. */
  long of(String organisation) {
    return positions.getOrDefault(organisation, 0L);
  }
}
