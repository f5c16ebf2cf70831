package org.kumiki.trial.bench;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.kumiki.exchange.secagg.PairwiseMask;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.learning.computation.Ring;

/**
 * Whether the chunk of the masks is of the right size: the mask's inner loop, key streams of all
 * peers added chunk by chunk, with chunks of 4 KiB to 1 MiB. Sizes take turns, so that a machine
 * that is busy for a while is busy for all of them. Not thread-safe.
 */
final class ChunkSizes {
  private static final int SMALLEST_BYTES = 4 << 10;
  private static final int LARGEST_BYTES = 1 << 20;
  private static final int TURNS = 15;

  /** Enough to time, and a multiple of every size. */
  private static final int BYTES_A_TURN = 4 << 20;

  private final SecureRandom random;
  private final int peers;
  private final Ring ring;

  ChunkSizes(SecureRandom random, int peers, Ring ring) {
    this.random = random;
    this.peers = peers;
    this.ring = ring;
  }

  /** The rate of the product's size over that of the fastest size; 1 if it is the fastest. */
  double productToBest() {
    List<Size> sizes =
        Stream.iterate(SMALLEST_BYTES, bytes -> bytes <= LARGEST_BYTES, bytes -> 2 * bytes)
            .map(Size::new)
            .toList();
    for (int turn = 0; turn < TURNS; turn++) {
      for (Size size : sizes) {
        size.nanos[turn] = size.turn();
      }
    }
    double product = 0;
    double best = Double.POSITIVE_INFINITY;
    for (Size size : sizes) {
      double median = size.median();
      best = Math.min(best, median);
      product = size.bytes == PairwiseMask.CHUNK_BYTES ? median : product;
    }
    return best / product;
  }

  /** One size of chunks, with its own key streams. */
  private final class Size {
    private final int bytes;
    private final List<RawKeyStream> streams;
    private final byte[] sum;
    private final long[] nanos = new long[TURNS];

    Size(int bytes) {
      this.bytes = bytes;
      this.sum = new byte[bytes];
      this.streams = Stream.generate(() -> new RawKeyStream(random, bytes)).limit(peers).toList();
    }

    long turn() {
      long start = System.nanoTime();
      // Few bytes a peer if there are many peers, but a chunk at least.
      for (int done = 0; done < Math.max(bytes, BYTES_A_TURN / peers); done += bytes) {
        for (RawKeyStream stream : streams) {
          VectorBytes.add(stream.generate(bytes), bytes, ring, sum);
        }
      }
      return System.nanoTime() - start;
    }

    /** Nanoseconds a byte. */
    double median() {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      long chunks = (Math.max(bytes, BYTES_A_TURN / peers) + bytes - 1) / bytes;
      return (double) sorted[TURNS / 2] / (chunks * bytes);
    }
  }
}
