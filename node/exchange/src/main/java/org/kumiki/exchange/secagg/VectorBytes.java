package org.kumiki.exchange.secagg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.kumiki.learning.computation.Ring;

/**
 * Vectors on the wire: entries of the ring, little-endian, two's complement, nothing around them.
 * They are added as they lie there, so that bytes are never turned into numbers and back.
 */
public final class VectorBytes {
  // Plain loops over these views are what the JIT compiler turns into vector instructions.
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private VectorBytes() {}

  /** The bytes of a vector; entries are taken modulo the ring. */
  public static byte[] of(long[] vector, Ring ring) {
    byte[] bytes = new byte[Math.multiplyExact(vector.length, ring.bytes())];
    write(vector, 0, vector.length, ring, bytes, 0);
    return bytes;
  }

  /** A whole vector as signed representatives. */
  public static long[] toArray(byte[] vector, Ring ring) {
    long[] entries = new long[vector.length / ring.bytes()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = read(vector, ring, i);
    }
    return entries;
  }

  /** Entry {@code index} of a byte array that starts at an entry's boundary, sign-extended. */
  public static long read(byte[] source, Ring ring, int index) {
    return ring == Ring.Z64
        ? (long) LONGS.get(source, index * Long.BYTES)
        : (int) INTS.get(source, index * Integer.BYTES);
  }

  /** Writes {@code count} entries from {@code first} on to {@code target} from a byte on. */
  static void write(long[] entries, int first, int count, Ring ring, byte[] target, int at) {
    if (ring == Ring.Z64) {
      for (int i = 0; i < count; i++) {
        LONGS.set(target, at + i * Long.BYTES, entries[first + i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        INTS.set(target, at + i * Integer.BYTES, (int) entries[first + i]);
      }
    }
  }

  /**
   * Adds the first {@code bytes} bytes of a part to those of a sum. No offset: with one that
   * varies, the compiler adds entry by entry, four to eight times slower.
   */
  public static void add(byte[] part, int bytes, Ring ring, byte[] sum) {
    if (ring == Ring.Z64) {
      int count = bytes / Long.BYTES;
      for (int i = 0; i < count; i++) {
        LONGS.set(sum, i * 8, (long) LONGS.get(sum, i * 8) + (long) LONGS.get(part, i * 8));
      }
    } else {
      int count = bytes / Integer.BYTES;
      for (int i = 0; i < count; i++) {
        INTS.set(sum, i * 4, (int) INTS.get(sum, i * 4) + (int) INTS.get(part, i * 4));
      }
    }
  }

  /** As {@link #add}, with the other sign. */
  static void subtract(byte[] part, int bytes, Ring ring, byte[] sum) {
    if (ring == Ring.Z64) {
      int count = bytes / Long.BYTES;
      for (int i = 0; i < count; i++) {
        LONGS.set(sum, i * 8, (long) LONGS.get(sum, i * 8) - (long) LONGS.get(part, i * 8));
      }
    } else {
      int count = bytes / Integer.BYTES;
      for (int i = 0; i < count; i++) {
        INTS.set(sum, i * 4, (int) INTS.get(sum, i * 4) - (int) INTS.get(part, i * 4));
      }
    }
  }

  /** Adds a part of a vector to the bytes of the whole from {@code at} on. */
  static void addAt(byte[] part, int bytes, Ring ring, byte[] whole, int at) {
    if (ring == Ring.Z64) {
      for (int i = 0; i < bytes; i += Long.BYTES) {
        LONGS.set(whole, at + i, (long) LONGS.get(whole, at + i) + (long) LONGS.get(part, i));
      }
    } else {
      for (int i = 0; i < bytes; i += Integer.BYTES) {
        INTS.set(whole, at + i, (int) INTS.get(whole, at + i) + (int) INTS.get(part, i));
      }
    }
  }
}
