package org.kumiki.node.experiment;

import java.time.OffsetDateTime;

/**
 * A batch that somebody asked for.
 *
 * @param finishedAt null while the worker is at it
 * @param refusal why nothing came of it; null otherwise
 */
public record Round(
    long id,
    long campaignId,
    int number,
    int wanted,
    String askedBy,
    OffsetDateTime askedAt,
    OffsetDateTime finishedAt,
    String refusal) {
  public boolean open() {
    return finishedAt == null;
  }
}
