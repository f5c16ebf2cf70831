package org.kumiki.trial.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.kumiki.learning.computation.Ring;

/**
 * The round without its protection, as well as it can be written: every member's integers are
 * serialised, sealed, opened and added, record by record, on one core. Not thread-safe.
 */
final class PlainRound {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final int members;
  private final Ring ring;
  private final SealedTransport transport;
  private final byte[] sent = new byte[SealedTransport.RECORD_BYTES];
  private final byte[] received = new byte[SealedTransport.RECORD_BYTES];

  PlainRound(int members, Ring ring, SealedTransport transport) {
    this.members = members;
    this.ring = ring;
    this.transport = transport;
  }

  /**
   * @throws IllegalStateException if the sum is wrong
   */
  void run(long[] values) {
    long[] sum = new long[values.length];
    int entriesPerRecord = SealedTransport.RECORD_BYTES / ring.bytes();
    for (int member = 0; member < members; member++) {
      for (int start = 0; start < values.length; start += entriesPerRecord) {
        int entries = Math.min(entriesPerRecord, values.length - start);
        serialise(values, start, entries);
        transport.carry(sent, 0, entries * ring.bytes(), received);
        add(sum, start, entries);
      }
    }
    if (sum[0] != members * values[0]) {
      throw new IllegalStateException("the plain sum is wrong");
    }
  }

  private void serialise(long[] values, int start, int entries) {
    if (ring == Ring.Z64) {
      for (int i = 0; i < entries; i++) {
        LONGS.set(sent, i * Long.BYTES, values[start + i]);
      }
    } else {
      for (int i = 0; i < entries; i++) {
        INTS.set(sent, i * Integer.BYTES, (int) values[start + i]);
      }
    }
  }

  private void add(long[] sum, int start, int entries) {
    if (ring == Ring.Z64) {
      for (int i = 0; i < entries; i++) {
        sum[start + i] += (long) LONGS.get(received, i * Long.BYTES);
      }
    } else {
      for (int i = 0; i < entries; i++) {
        sum[start + i] += (int) INTS.get(received, i * Integer.BYTES);
      }
    }
  }
}
