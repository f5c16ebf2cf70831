package org.kumiki.exchange.round;

import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.secagg.EpochKeys;
import org.kumiki.exchange.secagg.PairKeys;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Reason;

/**
 * Where a node stands in one study. Each variant carries what exists then and nothing else; secrets
 * of an epoch are reachable from the variants of that epoch only and are overwritten when it ends.
 *
 * <p>Drawn in {@code docs/protocol.md}; stepped by {@link NodeMachine}.
 */
public sealed interface NodeRound {
  Standing standing();

  /** Keys shared with each other member; none where this state has none. */
  default SortedMap<String, PairKeys> pairs() {
    return new TreeMap<>();
  }

  /** Overwrites the secrets of a state that is given up. */
  default void erase() {
    if (this instanceof Advertised advertised) {
      advertised.keys().close();
    } else if (this instanceof Encapsulated encapsulated) {
      encapsulated.keys().close();
    }
    pairs().values().forEach(PairKeys::close);
  }

  /** No epoch: the study has just been approved, or the process was started again. */
  record Waiting(Standing standing) implements NodeRound {}

  /** E1 is sent. */
  record Advertised(Standing standing, EpochKeys keys) implements NodeRound {}

  /** E2 is sent to later members; earlier members' ciphertexts are awaited. */
  record Encapsulated(
      Standing standing,
      EpochKeys keys,
      SortedMap<String, Advertise> advertisements,
      ByteString advertisementsHash,
      SortedMap<String, PairKeys> pairs)
      implements NodeRound {}

  /** E3 is sent. */
  record Confirming(
      Standing standing, ByteString advertisementsHash, SortedMap<String, PairKeys> pairs)
      implements NodeRound {}

  /** E4 is sent. */
  record Closing(Standing standing, ByteString transcript, SortedMap<String, PairKeys> pairs)
      implements NodeRound {}

  /** The epoch is closed by all; the next round may start. */
  record Ready(Standing standing, SortedMap<String, PairKeys> pairs) implements NodeRound {}

  /** A round has started; the local step is being computed and masked. */
  record Masking(
      Standing standing, SortedMap<String, PairKeys> pairs, ByteString roundContext, int length)
      implements NodeRound {}

  /** R1 is sent; the sum is awaited. */
  record Uploaded(Standing standing, SortedMap<String, PairKeys> pairs) implements NodeRound {}

  /**
   * The published sum is being checked. {@code pairs} is empty if the process was started again
   * since the upload: the sum still counts, the next round needs a new epoch.
   */
  record Checking(
      Standing standing, SortedMap<String, PairKeys> pairs, MaskedVector own, boolean inEpoch)
      implements NodeRound {}

  /** The study is over for this node. */
  record Ended(Standing standing, Reason reason, String sentence) implements NodeRound {}
}
