package org.kumiki.trial.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.kumiki.exchange.disclosure.Release;
import org.kumiki.exchange.secagg.MaskingClient;
import org.kumiki.exchange.secagg.PairwiseMask;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;

/**
 * One round of the secure sum in this process, on one thread.
 *
 * <p>First a whole round over all members, opened and compared with the sum that it must be; that
 * also warms the code up. Then, {@code repeat} times: one member masks; the coordinator adds the
 * masked vectors; one masked vector is sealed and opened; the plain round of all members; and, in
 * turn, the mask alone and a raw key stream as long. All members cost the same, so the secure round
 * is members · (mask + seal and open) + opening.
 *
 * <p>Vectors lie in memory, one masked vector at a time, which the coordinator reads once for each
 * member: memory is a few vectors whatever the number of members. No disk is measured.
 *
 * <p>Not thread-safe; one run.
 */
public final class SecureSumBench {
  /** Vectors alive at once at the most: numbers, integers, their copies, bytes and the sum. */
  private static final int VECTORS_IN_MEMORY = 6;

  private static final double NANOS_PER_MILLI = 1e6;
  private static final long WARM_UP_NANOS = 2_000_000_000L;

  private final int members;
  private final int length;
  private final SecureRandom random = new SecureRandom();
  private final HeapWatch heap;
  private final Epoch epoch;
  private final Release release;
  private final FixedBuffer masked;
  private final SealedTransport transport;
  private final RawKeyStream rawKeyStream;
  private int round;

  private SecureSumBench(int members, int length) {
    this.members = members;
    this.length = length;
    this.epoch = Epoch.agree(members, random);
    this.heap = new HeapWatch(vectorBytes(length));
    this.release = GatedRelease.of(epoch.names(), length);
    this.masked = new FixedBuffer(Math.toIntExact(vectorBytes(length)));
    this.transport = new SealedTransport(random);
    this.rawKeyStream = new RawKeyStream(random);
  }

  /** What the heap must have room for. */
  public static long bytesNeeded(int length) {
    return VECTORS_IN_MEMORY * vectorBytes(length);
  }

  /**
   * @param members at least three
   * @param length entries, at least one
   * @param repeat repetitions of which the figures are medians
   * @param progress told, in a line each, how far it has come
   */
  public static SecureSumFigures run(
      int members, int length, int repeat, Consumer<String> progress) {
    progress.accept("agreeing on the keys of " + members * (members - 1L) / 2 + " pairs");
    SecureSumBench bench = new SecureSumBench(members, length);
    progress.accept("one whole round");
    bench.wholeRound();
    bench.warmUp();
    List<Repetition> repetitions = new ArrayList<>();
    for (int i = 0; i < repeat; i++) {
      progress.accept("repetition " + (i + 1) + " of " + repeat);
      repetitions.add(bench.repetition());
    }
    return bench.figures(repetitions);
  }

  /** What the secure sum is compared with, in nanoseconds. */
  private record Yardstick(long carry, long plain, long maskAlone, long keyStream) {}

  /** Times in nanoseconds. */
  private record Repetition(long mask, long open, Yardstick yardstick) {
    double secureToPlain(int members) {
      return (members * (double) (mask + yardstick.carry()) + open) / yardstick.plain();
    }

    // Of as many bytes each, so rates compare as times do.
    double maskToKeystream() {
      return (double) yardstick.keyStream() / yardstick.maskAlone();
    }
  }

  private SecureSumFigures figures(List<Repetition> repetitions) {
    return new SecureSumFigures(
        members,
        length,
        Long.SIZE,
        0,
        median(repetitions, Repetition::mask) / NANOS_PER_MILLI,
        median(repetitions, Repetition::open) / NANOS_PER_MILLI,
        median(repetitions, repetition -> repetition.yardstick().plain()) / NANOS_PER_MILLI,
        median(repetitions, repetition -> repetition.secureToPlain(members)),
        median(repetitions, Repetition::maskToKeystream),
        heap.peakBytes());
  }

  static double median(List<Repetition> repetitions, ToDoubleFunction<Repetition> figure) {
    double[] sorted = repetitions.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private void wholeRound() {
    ByteString context = nextContext();
    VectorSum sum = new VectorSum(length);
    for (int member = 0; member < members; member++) {
      heap.beforeAllocating(vectorBytes(length));
      mask(member, context);
      add(sum);
    }
    long[] opened = sum.toArray();
    long[] own = release.values();
    for (int i = 0; i < length; i++) {
      if (opened[i] != members * own[i]) {
        throw new IllegalStateException("the masks did not cancel at entry " + i);
      }
    }
  }

  // AES-CTR and the loops reach full speed only when compiled; the first repetitions are slow.
  private void warmUp() {
    long start = System.nanoTime();
    do {
      repetition();
    } while (System.nanoTime() - start < WARM_UP_NANOS);
  }

  private Repetition repetition() {
    heap.beforeAllocating(vectorBytes(length));
    ByteString context = nextContext();
    long mask = nanos(() -> mask(0, context));
    heap.beforeAllocating(2 * vectorBytes(length));
    long open = nanos(this::open);
    return new Repetition(mask, open, heap.ignoring(this::yardstick));
  }

  private Yardstick yardstick() {
    long carry = nanos(() -> transport.carryAll(masked.bytes));
    long[] values = release.values();
    long plain = nanos(() -> plainRound(values));
    PairwiseMask alone = PairwiseMask.next(epoch.name(0), epoch.pairs(0), nextContext());
    long maskAlone = nanos(() -> maskAlone(alone));
    return new Yardstick(carry, plain, maskAlone, nanos(this::keyStream));
  }

  private void mask(int member, ByteString context) {
    masked.reset();
    PairwiseMask mask = PairwiseMask.next(epoch.name(member), epoch.pairs(member), context);
    try {
      MaskingClient.mask(release, mask, masked).root();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void open() {
    VectorSum sum = new VectorSum(length);
    for (int member = 0; member < members; member++) {
      add(sum);
    }
    sum.toArray();
  }

  private void add(VectorSum sum) {
    try {
      sum.add(new ByteArrayInputStream(masked.bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void plainRound(long[] values) {
    long[] sum = new long[length];
    long[] chunk = new long[PairwiseMask.CHUNK_LENGTH];
    byte[] sent = new byte[SealedTransport.RECORD_BYTES];
    byte[] received = new byte[SealedTransport.RECORD_BYTES];
    for (int member = 0; member < members; member++) {
      for (int start = 0; start < length; start += chunk.length) {
        int entries = Math.min(chunk.length, length - start);
        System.arraycopy(values, start, chunk, 0, entries);
        VectorBytes.write(chunk, entries, sent);
        transport.carry(sent, 0, entries * Long.BYTES, received);
        for (int i = 0; i < entries; i++) {
          sum[start + i] += VectorBytes.read(received, i);
        }
      }
    }
    if (sum[0] != members * values[0]) {
      throw new IllegalStateException("the plain sum is wrong");
    }
  }

  private void maskAlone(PairwiseMask mask) {
    long[] chunk = new long[PairwiseMask.CHUNK_LENGTH];
    for (int start = 0; start < length; start += chunk.length) {
      mask.addTo(chunk, Math.min(chunk.length, length - start));
    }
  }

  private void keyStream() {
    for (int start = 0; start < length; start += PairwiseMask.CHUNK_LENGTH) {
      int bytes = Math.min(PairwiseMask.CHUNK_LENGTH, length - start) * Long.BYTES;
      for (int peer = 1; peer < members; peer++) {
        rawKeyStream.generate(bytes);
      }
    }
  }

  private ByteString nextContext() {
    return Sha256.hash("kumiki bench round", new byte[] {(byte) (round >> 8), (byte) round++});
  }

  private static long nanos(Runnable step) {
    long start = System.nanoTime();
    step.run();
    return Math.max(1, System.nanoTime() - start);
  }

  private static long vectorBytes(int length) {
    return (long) length * Long.BYTES;
  }

  /** One vector's bytes, written over and over. */
  private static final class FixedBuffer extends OutputStream {
    private final byte[] bytes;
    private int written;

    FixedBuffer(int size) {
      this.bytes = new byte[size];
    }

    void reset() {
      written = 0;
    }

    @Override
    public void write(int value) {
      bytes[written++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
      System.arraycopy(source, offset, bytes, written, count);
      written += count;
    }
  }
}
