package org.kumiki.exchange.round;

import java.util.Optional;
import org.kumiki.exchange.wire.SignedMessage;

/**
 * What a node keeps of a study across restarts.
 *
 * @param progress computed by this node from published sums
 * @param round the last published round, 0 before the first
 * @param epoch the last epoch that this node answered, 0 before the first
 * @param upload the signed root of this node's masked vector of round {@code round + 1}, if it was
 *     spooled and its sum is not published yet
 */
public record Standing(Progress progress, int round, long epoch, Optional<SignedMessage> upload) {
  /** Before anything has happened. */
  public static Standing fresh() {
    return new Standing(new Progress.Flags(), 0, 0, Optional.empty());
  }

  Standing inEpoch(long number) {
    return new Standing(progress, round, number, Optional.empty());
  }

  Standing uploaded(SignedMessage message) {
    return new Standing(progress, round, epoch, Optional.of(message));
  }

  Standing published(Progress next) {
    return new Standing(next, round + 1, epoch, Optional.empty());
  }
}
