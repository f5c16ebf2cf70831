package org.kumiki.learning.computation;

/**
 * A run of neighbouring entries of a vector that share one public bound.
 *
 * @param length how many entries, at least one
 * @param bound what the magnitude of each entry of <em>one</em> member's vector cannot exceed,
 *     given rows within their domains and the cap on rows
 * @param minFractionalBits the fixed point must keep at least so many bits after the point; a study
 *     for which the ring has no room for them is refused before any round
 */
public record Block(int length, double bound, int minFractionalBits) {
  public Block {
    if (length < 1) {
      throw new IllegalArgumentException("a block has at least one entry, not " + length);
    }
    if (!(bound > 0 && bound < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a bound is positive and finite, not " + bound);
    }
    if (minFractionalBits < 0 || minFractionalBits > 62) {
      throw new IllegalArgumentException("fractional bits are 0 to 62, not " + minFractionalBits);
    }
  }

  boolean joins(Block next) {
    return Double.compare(bound, next.bound) == 0 && minFractionalBits == next.minFractionalBits;
  }
}
