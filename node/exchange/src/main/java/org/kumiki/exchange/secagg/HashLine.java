package org.kumiki.exchange.secagg;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.kumiki.exchange.wire.ByteString;

/**
 * A vector's bytes pass in runs of whole chunks: each run is worked on and hashed on whatever core
 * is free, and comes back to the caller in order. Hashing costs about as much as masking for ten
 * members, and neither waits for the other here.
 *
 * <p>Holds a bounded number of runs, whatever the vector's length. Not thread-safe.
 */
final class HashLine {
  private static final int FIRST_BYTES = 1024;

  private final int runBytes;
  private final Supplier<Work> works;
  private final Sink sink;
  private final SpareCores cores = new SpareCores();
  private final Deque<Run> underWay = new ArrayDeque<>();
  private final List<ByteString> hashes = new ArrayList<>();
  private Run current;
  private long total;

  /** What is done with a run before it is hashed: on any thread, one run at a time. */
  interface Work {
    /** Changes or reads the first {@code length} bytes, which begin at the vector's byte start. */
    void on(byte[] run, long start, int length);
  }

  /** Takes the runs in order, on the caller's thread. */
  interface Sink {
    void take(byte[] run, int length) throws IOException;
  }

  /**
   * @param chunksPerRun how many chunks go to one core at once
   * @param works one for each run that is held at once, so that each may have its own memory
   */
  HashLine(int chunksPerRun, Supplier<Work> works, Sink sink) {
    this.runBytes = chunksPerRun * VectorRoot.CHUNK_BYTES;
    this.works = works;
    this.sink = sink;
    this.current = new Run(works.get());
  }

  /** Appends bytes. */
  void put(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int taken = current.grow(Math.min(end - at, runBytes - current.length));
      System.arraycopy(bytes, at, current.bytes, current.length, taken);
      advance(taken);
      at += taken;
    }
  }

  /**
   * Appends bytes that are read.
   *
   * @return how many there were, fewer than asked for if the stream ended
   */
  long read(InputStream in, long length) throws IOException {
    long left = length;
    while (left > 0) {
      int wanted = current.grow((int) Math.min(left, runBytes - current.length));
      int count = in.readNBytes(current.bytes, current.length, wanted);
      advance(count);
      left -= count;
      if (count < wanted) {
        break;
      }
    }
    return length - left;
  }

  /** Appends zeros, for work that makes the bytes itself. */
  void zeros(long length) throws IOException {
    for (long left = length; left > 0; ) {
      int taken = current.grow((int) Math.min(left, runBytes - current.length));
      Arrays.fill(current.bytes, current.length, current.length + taken, (byte) 0);
      advance(taken);
      left -= taken;
    }
  }

  /** Ends the vector: the hash of each chunk, in order. */
  VectorRoot.Chunks finish() throws IOException {
    while (!underWay.isEmpty()) {
      takeBack(underWay.remove());
    }
    if (current.length > 0) {
      current.compute();
      collect(current);
    }
    return new VectorRoot.Chunks(total, hashes);
  }

  private void advance(int length) throws IOException {
    current.length += length;
    total += length;
    if (current.length == runBytes) {
      current.task = cores.submit(current::compute);
      underWay.add(current);
      current =
          underWay.size() < SpareCores.LIMIT ? new Run(works.get()) : takeBack(underWay.remove());
      current.start = total;
    }
  }

  private Run takeBack(Run run) throws IOException {
    cores.await(run.task);
    collect(run);
    run.hashes.clear();
    run.length = 0;
    return run;
  }

  private void collect(Run run) throws IOException {
    hashes.addAll(run.hashes);
    sink.take(run.bytes, run.length);
  }

  /** Some chunks of the vector, with the memory that they lie in. */
  private final class Run {
    private final Work work;
    private final List<ByteString> hashes = new ArrayList<>();
    private byte[] bytes = new byte[FIRST_BYTES];
    private FutureTask<?> task;
    private long start;
    private int length;

    Run(Work work) {
      this.work = work;
    }

    /** Makes room: many vectors are short, so memory grows with what is there. */
    int grow(int more) {
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(runBytes, Math.max(length + more, 2 * length)));
      }
      return more;
    }

    void compute() {
      work.on(bytes, start, length);
      for (int at = 0; at < length; at += VectorRoot.CHUNK_BYTES) {
        int chunk = Math.min(VectorRoot.CHUNK_BYTES, length - at);
        hashes.add(VectorRoot.chunkHash(bytes, at, chunk));
      }
    }
  }
}
