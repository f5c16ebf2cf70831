package org.kumiki.trial.leak;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Ring;

/**
 * A masked vector as the adversary got it, with what only the test knows of it.
 *
 * @param member who made it
 * @param place where it belongs
 * @param ring what the entries are integers of
 * @param values the integers under the masks
 * @param masked what was sent
 * @param masks by peer
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Upload(
    String member,
    Place place,
    Ring ring,
    long[] values,
    long[] masked,
    SortedMap<String, Mask> masks) {
  /**
   * Where a vector belongs.
   *
   * @param cohort whose sum it is a part of
   */
  public record Place(ByteString study, List<String> cohort, long epoch, int round) {}

  /**
   * One pairwise mask.
   *
   * @param key the AES key that makes it: equal keys are equal masks
   * @param holders members whose process derived it, the vector's own among them; where it stands
   *     alone, somebody else holds the other end
   * @param adds whether it is added or subtracted
   */
  public record Mask(ByteString key, Set<String> holders, boolean adds) {
    public Mask {
      holders = Set.copyOf(holders);
    }

    /** True if the adversary with these members cannot compute it. */
    boolean isHiddenFrom(Set<String> adversary) {
      return holders.size() >= 2 && holders.stream().noneMatch(adversary::contains);
    }
  }
}
