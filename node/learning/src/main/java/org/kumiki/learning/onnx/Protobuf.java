package org.kumiki.learning.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes the protocol-buffers wire format, as far as ONNX needs it: varints and length-delimited
 * fields (protobuf.dev, "Encoding"). Our own, because what sees private rows depends on the JDK and
 * a matrix library alone, and a writer of two kinds of field is short. Not thread-safe.
 */
final class Protobuf {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A whole number of 32 or 64 bits, or an enumeration. */
  Protobuf number(int field, long value) {
    varint(((long) field << 3) | VARINT);
    varint(value);
    return this;
  }

  Protobuf text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Protobuf bytes(int field, byte[] value) {
    varint(((long) field << 3) | LENGTH_DELIMITED);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /** A message within this one. */
  Protobuf message(int field, Consumer<Protobuf> body) {
    Protobuf inner = new Protobuf();
    body.accept(inner);
    return bytes(field, inner.toByteArray());
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~SEVEN_BITS) != 0) {
      out.write((int) ((rest & SEVEN_BITS) | MORE));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
