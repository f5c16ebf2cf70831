package org.kumiki.learning.computation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The primitives of the {@link CanonicalForm}, written. Its callers are records that have checked
 * their lengths already. Not thread-safe.
 */
final class FormWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  FormWriter u8(int value) {
    return bigEndian(value, 1);
  }

  FormWriter u16(int value) {
    return bigEndian(value, 2);
  }

  FormWriter u32(int value) {
    return bigEndian(value, 4);
  }

  FormWriter u64(long value) {
    return bigEndian(value, 8);
  }

  FormWriter f64(double value) {
    return u64(Double.doubleToLongBits(value));
  }

  FormWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    u16(utf8.length);
    out.writeBytes(utf8);
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
    return out.toByteArray();
  }

  private FormWriter bigEndian(long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
    return this;
  }
}
