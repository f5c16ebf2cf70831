package org.kumiki.learning.computation;

import java.util.ArrayList;
import java.util.List;

/**
 * How the vector of one round is laid out: its length, the bounds of its entries, in order, and the
 * ring that they are added in. It follows from the public state alone, so that all members and the
 * coordinator agree on it. Immutable.
 */
public record Encoding(List<Block> blocks, Ring ring) {
  public Encoding {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("an encoding has at least one block");
    }
  }

  /** For everything exact: in {@link Ring#Z64}. */
  public Encoding(List<Block> blocks) {
    this(blocks, Ring.Z64);
  }

  /** The number of entries of the vector. */
  public int length() {
    int length = 0;
    for (Block block : blocks) {
      length = Math.addExact(length, block.length());
    }
    return length;
  }

  /** Collects blocks in order and joins neighbours with equal bounds. Not thread-safe. */
  public static final class Builder {
    private final List<Block> blocks = new ArrayList<>();

    /** Appends a run of entries; a run of no entries changes nothing. */
    public Builder run(int length, double bound, int minFractionalBits) {
      if (length == 0) {
        return this;
      }
      Block next = new Block(length, bound, minFractionalBits);
      int last = blocks.size() - 1;
      if (last >= 0 && blocks.get(last).joins(next)) {
        int joined = Math.addExact(blocks.get(last).length(), length);
        blocks.set(last, new Block(joined, bound, minFractionalBits));
      } else {
        blocks.add(next);
      }
      return this;
    }

    /** For everything exact: in {@link Ring#Z64}. */
    public Encoding build() {
      return build(Ring.Z64);
    }

    public Encoding build(Ring ring) {
      return new Encoding(blocks, ring);
    }
  }
}
