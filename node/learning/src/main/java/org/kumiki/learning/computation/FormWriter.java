package org.kumiki.learning.computation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The primitives of the {@link CanonicalForm}, written. Its callers are records that have checked
 * their lengths already. Not thread-safe.
 */
final class FormWriter {
  private static final int FIRST_BYTES = 1 << 10;

  private ByteBuffer out = ByteBuffer.allocate(FIRST_BYTES);

  FormWriter u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  FormWriter u16(int value) {
    room(2).putShort((short) value);
    return this;
  }

  FormWriter u32(int value) {
    room(4).putInt(value);
    return this;
  }

  FormWriter u64(long value) {
    room(8).putLong(value);
    return this;
  }

  FormWriter f64(double value) {
    return u64(Double.doubleToLongBits(value));
  }

  FormWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    u16(utf8.length);
    room(utf8.length).put(utf8);
    return this;
  }

  <T> FormWriter list(List<T> values, BiConsumer<FormWriter, T> element) {
    u16(values.size());
    values.forEach(value -> element.accept(this, value));
    return this;
  }

  FormWriter numbers(Numbers values) {
    u32(values.size());
    for (int i = 0; i < values.size(); i++) {
      f64(values.get(i));
    }
    return this;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(out.array(), out.position());
  }

  // A state of boosting is hundreds of kilobytes and is written in each of a thousand rounds.
  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      int size = Math.max(Math.addExact(out.position(), bytes), 2 * out.capacity());
      out = ByteBuffer.allocate(size).put(out.flip());
    }
    return out;
  }
}
