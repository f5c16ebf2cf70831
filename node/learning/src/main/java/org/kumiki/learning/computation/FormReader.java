package org.kumiki.learning.computation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The primitives of the {@link CanonicalForm}, read from foreign bytes. Lengths and counts are
 * checked against the limit and against what is left before anything is allocated; every refusal is
 * an {@link IllegalArgumentException} that names the field. Not thread-safe.
 */
final class FormReader {
  private final ByteBuffer in;

  FormReader(byte[] form) {
    this.in = ByteBuffer.wrap(form);
  }

  int u8(String field) {
    return need(1, field).get() & 0xff;
  }

  int u16(String field) {
    return need(2, field).getShort() & 0xffff;
  }

  /** As a signed number; the records refuse what is negative. */
  int u32(String field) {
    return need(4, field).getInt();
  }

  /** As a signed number; the records refuse what is negative. */
  long u64(String field) {
    return need(8, field).getLong();
  }

  double f64(String field) {
    return Double.longBitsToDouble(need(8, field).getLong());
  }

  String text(String field, int maxBytes) {
    int length = u16(field);
    if (length > maxBytes) {
      throw new IllegalArgumentException(
          field + " has " + length + " bytes, more than " + maxBytes);
    }
    need(length, field);
    byte[] utf8 = new byte[length];
    in.get(utf8);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(field + " is not UTF-8", e);
    }
  }

  <T> List<T> list(String field, int maxCount, int minBytesEach, Function<FormReader, T> element) {
    int count = u16(field);
    if (count > maxCount) {
      throw new IllegalArgumentException(
          field + " has " + count + " entries, more than " + maxCount);
    }
    need(count * minBytesEach, field);
    List<T> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(element.apply(this));
    }
    return values;
  }

  Numbers numbers(String field) {
    int count = u32(field);
    if (count < 0 || count > in.remaining() / Double.BYTES) {
      throw new IllegalArgumentException("the form ends inside " + field);
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = f64(field);
    }
    return Numbers.of(values);
  }

  void end() {
    if (in.hasRemaining()) {
      throw new IllegalArgumentException(in.remaining() + " bytes follow the end of the form");
    }
  }

  private ByteBuffer need(int bytes, String field) {
    if (in.remaining() < bytes) {
      throw new IllegalArgumentException("the form ends inside " + field);
    }
    return in;
  }
}
