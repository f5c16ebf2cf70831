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
import org.kumiki.exchange.secagg.MaskScheme;
import org.kumiki.exchange.secagg.MaskingClient;
import org.kumiki.exchange.secagg.PairwiseMask;
import org.kumiki.exchange.secagg.RoundMask;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.learning.computation.Ring;

/**
 * One round of the secure sum in this process, as client and coordinator do it.
 *
 * <p>First a whole round over all members, opened and compared with the sum that it must be; that
 * also warms the code up. Then, {@code repeat} times: one member masks; its vector is sealed,
 * opened and hashed as the coordinator receives it; the coordinator adds the vectors of all and
 * hashes the sum; the plain round of all members; and, in turn, one root, the mask alone and a raw
 * key stream as long. All members cost the same, so the secure round is members · (mask + receive)
 * + opening.
 *
 * <p>Masks and hashes use the cores that they use in the product; transport and the plain round
 * take one, as they would. Vectors lie in memory, one masked vector at a time, which the
 * coordinator reads once for each member: memory is a few vectors whatever the number of members.
 * No disk is measured.
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
  private final Ring ring;
  private final SecureRandom random = new SecureRandom();
  private final HeapWatch heap;
  private final Epoch epoch;
  private final GatedRelease releases;
  private final FixedBuffer masked;
  private final SealedTransport transport;
  private final RawKeyStream rawKeyStream;
  private int round;

  private SecureSumBench(int members, int length, Ring ring) {
    this.members = members;
    this.length = length;
    this.ring = ring;
    this.epoch = Epoch.agree(members, random);
    this.heap = new HeapWatch(vectorBytes(length));
    this.releases = new GatedRelease(epoch.names(), length, ring);
    this.masked = new FixedBuffer(Math.multiplyExact(length, ring.bytes()));
    this.transport = new SealedTransport(random);
    this.rawKeyStream = new RawKeyStream(random, PairwiseMask.CHUNK_BYTES);
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
      int members, int length, Ring ring, int repeat, Consumer<String> progress) {
    progress.accept("agreeing on the keys of " + members * (members - 1L) / 2 + " pairs");
    SecureSumBench bench = new SecureSumBench(members, length, ring);
    progress.accept("one whole round");
    bench.wholeRound();
    bench.warmUp();
    List<Repetition> repetitions = new ArrayList<>();
    for (int i = 0; i < repeat; i++) {
      progress.accept("repetition " + (i + 1) + " of " + repeat);
      repetitions.add(bench.repetition());
    }
    progress.accept("sizes of chunks");
    return bench.figures(repetitions);
  }

  /** What the secure sum is compared with, in nanoseconds. */
  private record Yardstick(long plain, long root, long maskAlone, long keyStream) {}

  /** Times in nanoseconds. */
  private record Repetition(long mask, long receive, long open, Yardstick yardstick) {
    double secureToPlain(int members) {
      return (members * (double) (mask + receive) + open) / yardstick.plain();
    }

    // Of as many bytes each, so rates compare as times do.
    double maskToKeystream() {
      return (double) yardstick.keyStream() / yardstick.maskAlone();
    }
  }

  private SecureSumFigures figures(List<Repetition> repetitions) {
    long peakHeapBytes = heap.peakBytes();
    return new SecureSumFigures(
        members,
        length,
        ring.bits(),
        0,
        median(repetitions, Repetition::mask) / NANOS_PER_MILLI,
        median(repetitions, Repetition::open) / NANOS_PER_MILLI,
        median(repetitions, repetition -> repetition.yardstick().plain()) / NANOS_PER_MILLI,
        median(repetitions, repetition -> repetition.secureToPlain(members)),
        median(repetitions, Repetition::maskToKeystream),
        peakHeapBytes,
        median(repetitions, Repetition::receive) / NANOS_PER_MILLI,
        median(repetitions, repetition -> repetition.yardstick().root()) / NANOS_PER_MILLI,
        new ChunkSizes(random, members - 1, ring).productToBest(),
        AesInstructions.kind(),
        Runtime.getRuntime().availableProcessors());
  }

  static double median(List<Repetition> repetitions, ToDoubleFunction<Repetition> figure) {
    double[] sorted = repetitions.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private void wholeRound() {
    ByteString context = nextContext();
    VectorSum sum = new VectorSum(length, ring);
    for (int member = 0; member < members; member++) {
      mask(member, context, release());
      add(sum);
    }
    long[] opened = sum.toArray();
    long[] own = integers();
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
    ByteString context = nextContext();
    Release release = release();
    long mask = nanos(() -> mask(0, context, release));
    long receive = nanos(this::receive);
    heap.beforeAllocating(2 * vectorBytes(length));
    long open = nanos(this::open);
    return new Repetition(mask, receive, open, heap.ignoring(this::yardstick));
  }

  private Yardstick yardstick() {
    PlainRound plainRound = new PlainRound(members, ring, transport);
    long[] values = integers();
    long plain = nanos(() -> plainRound.run(values));
    long root = nanos(this::root);
    try (RoundMask alone =
        MaskScheme.STRICT.next(epoch.name(0), epoch.pairs(0), nextContext(), ring)) {
      long maskAlone = nanos(() -> maskAlone(alone.lane()));
      return new Yardstick(plain, root, maskAlone, nanos(this::keyStream));
    }
  }

  /** Not measured: what the gate lets out is there before it is masked. */
  private Release release() {
    heap.beforeAllocating(vectorBytes(length));
    return releases.next();
  }

  private long[] integers() {
    long[] values = new long[length];
    try (Release release = releases.next()) {
      release.copyTo(0, values, length);
    }
    return values;
  }

  private void mask(int member, ByteString context, Release release) {
    masked.reset();
    RoundMask mask = MaskScheme.STRICT.next(epoch.name(member), epoch.pairs(member), context, ring);
    try {
      MaskingClient.mask(release, mask, masked).root();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive() {
    VectorRoot root = new VectorRoot();
    byte[] opened = new byte[SealedTransport.RECORD_BYTES];
    for (int start = 0; start < masked.bytes.length; start += opened.length) {
      int count = Math.min(opened.length, masked.bytes.length - start);
      transport.carry(masked.bytes, start, count, opened);
      root.update(opened, 0, count);
    }
    root.finish().root();
  }

  private void root() {
    VectorRoot root = new VectorRoot();
    root.update(masked.bytes, 0, masked.bytes.length);
    root.finish().root();
  }

  private void open() {
    VectorSum sum = new VectorSum(length, ring);
    for (int member = 0; member < members; member++) {
      add(sum);
    }
    VectorSum.chunksOf(sum.toArray(), ring).root();
  }

  private void add(VectorSum sum) {
    try {
      sum.addChecked(new ByteArrayInputStream(masked.bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void maskAlone(RoundMask.Lane lane) {
    byte[] chunk = new byte[PairwiseMask.CHUNK_BYTES];
    for (long start = 0; start < masked.bytes.length; start += chunk.length) {
      lane.addTo(chunk, start, (int) Math.min(chunk.length, masked.bytes.length - start));
    }
  }

  private void keyStream() {
    for (int start = 0; start < masked.bytes.length; start += PairwiseMask.CHUNK_BYTES) {
      int bytes = Math.min(PairwiseMask.CHUNK_BYTES, masked.bytes.length - start);
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

  /** Of numbers and integers in memory, whatever the ring. */
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
