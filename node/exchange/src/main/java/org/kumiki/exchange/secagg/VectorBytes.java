package org.kumiki.exchange.secagg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Vectors on the wire: 64-bit entries, little-endian, nothing around them. */
public final class VectorBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private VectorBytes() {}

  /** Writes {@code length} entries to the start of {@code target}. */
  public static void write(long[] entries, int length, byte[] target) {
    for (int i = 0; i < length; i++) {
      LONGS.set(target, i * Long.BYTES, entries[i]);
    }
  }

  /** Entry {@code index} of a byte array that starts at an entry's boundary. */
  public static long read(byte[] source, int index) {
    return (long) LONGS.get(source, index * Long.BYTES);
  }
}
