package org.kumiki.exchange.secagg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Ring;

/**
 * Adds some chunks of each published vector, checked against the hashes that its member signed: a
 * node's half of {@link VectorSample}. Hashes on whatever cores are free.
 *
 * <p>Holds the chosen chunks of one vector and of the sum. Not thread-safe.
 */
public final class SampledSum {
  private final List<Integer> chosen;
  private final Ring ring;
  private final SpareCores cores = new SpareCores();
  private final byte[][] sums;
  private final byte[][] parts;
  private final ByteString[] hashes;

  /**
   * @param chosen chunks, as {@link VectorSample#requireChosen} has them
   * @param vectorBytes of each vector
   */
  public SampledSum(List<Integer> chosen, long vectorBytes, Ring ring) {
    this.chosen = List.copyOf(chosen);
    this.ring = ring;
    this.sums =
        chosen.stream()
            .map(index -> new byte[VectorRoot.chunkLength(vectorBytes, index)])
            .toArray(byte[][]::new);
    this.parts = new byte[chosen.size()][];
    this.hashes = new ByteString[chosen.size()];
  }

  /**
   * Adds the next vector's chosen chunks.
   *
   * @param chunks what its member signed
   * @return the first chunk that is not what was signed, after which the sum is of no use
   * @throws IOException as {@link VectorSample.Reader#chunk}
   */
  public OptionalInt add(VectorRoot.Chunks chunks, VectorSample.Reader reader) throws IOException {
    List<FutureTask<?>> tasks = new ArrayList<>();
    try {
      for (int at = 0; at < parts.length; at += VectorRoot.CHUNKS_PER_RUN) {
        int first = at;
        int end = Math.min(parts.length, at + VectorRoot.CHUNKS_PER_RUN);
        for (int i = first; i < end; i++) {
          parts[i] = reader.chunk(chosen.get(i));
        }
        tasks.add(cores.submit(() -> addRun(first, end)));
      }
    } finally {
      awaitAll(tasks);
    }
    for (int i = 0; i < parts.length; i++) {
      if (!hashes[i].equals(chunks.hashes().get(chosen.get(i)))) {
        return OptionalInt.of(chosen.get(i));
      }
    }
    return OptionalInt.empty();
  }

  /** The first chosen chunk in which a published sum is another one, if there is any. */
  public OptionalInt firstDifference(VectorSum published) {
    for (int i = 0; i < sums.length; i++) {
      if (!Arrays.equals(sums[i], published.chunk(chosen.get(i)))) {
        return OptionalInt.of(chosen.get(i));
      }
    }
    return OptionalInt.empty();
  }

  /** All of them: they hold these buffers, also where a chunk could not be read. */
  private void awaitAll(List<FutureTask<?>> tasks) {
    RuntimeException thrown = null;
    for (FutureTask<?> task : tasks) {
      try {
        cores.await(task);
      } catch (IllegalStateException e) {
        thrown = e;
      }
    }
    if (thrown != null) {
      throw thrown;
    }
  }

  private void addRun(int first, int end) {
    for (int i = first; i < end; i++) {
      hashes[i] = VectorRoot.chunkHash(parts[i], parts[i].length);
      VectorBytes.add(parts[i], parts[i].length, ring, sums[i]);
    }
  }
}
