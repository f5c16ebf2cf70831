package org.kumiki.exchange.secagg;

import java.util.SortedMap;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Ring;

/** How the mask of a round is made of what a member shares with its peers. */
@FunctionalInterface
public interface MaskScheme {
  /** Pairwise masks alone, which cancel only in the sum over the whole cohort. */
  MaskScheme STRICT = PairwiseMask::next;

  /**
   * The next round's mask. Steps the chain of every peer, so a second call gives another mask.
   *
   * @param roundContext binds the mask to the round's header
   */
  RoundMask next(String me, SortedMap<String, PairKeys> peers, ByteString roundContext, Ring ring);
}
