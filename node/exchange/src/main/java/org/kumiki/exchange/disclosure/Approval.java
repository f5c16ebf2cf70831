package org.kumiki.exchange.disclosure;

import org.kumiki.exchange.wire.ByteString;

/**
 * A steward's decision on one study, as the node keeps it.
 *
 * @param studyHash exactly what was approved
 * @param by who approved: a steward's name, or the standing rule that did
 */
public record Approval(ByteString studyHash, String by) {
  public Approval {
    if (by.isBlank()) {
      throw new IllegalArgumentException("an approval names who gave it");
    }
  }
}
