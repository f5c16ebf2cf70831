package org.kumiki.learning.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A constant of a graph: TensorProto of onnx.proto, its values as little-endian bytes, row by row.
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
record Tensor(int type, List<Integer> shape, byte[] raw) {
  static final int UINT8 = 2;
  static final int INT64 = 7;
  static final int BOOL = 9;
  static final int DOUBLE = 11;

  private static final int DIMS = 1;
  private static final int DATA_TYPE = 2;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;

  static Tensor scalar(double value) {
    return new Tensor(DOUBLE, List.of(), raw(value));
  }

  static Tensor vector(double... values) {
    return new Tensor(DOUBLE, List.of(values.length), raw(values));
  }

  /** One row of a table: it is repeated for each row that it meets. */
  static Tensor row(double... values) {
    return new Tensor(DOUBLE, List.of(1, values.length), raw(values));
  }

  /**
   * A table.
   *
   * @param rows of equal lengths, at least one
   */
  static Tensor matrix(double[][] rows) {
    int width = rows[0].length;
    double[] flat = new double[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    return new Tensor(DOUBLE, List.of(rows.length, width), raw(flat));
  }

  static Tensor row(boolean... values) {
    byte[] raw = new byte[values.length];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) (values[i] ? 1 : 0);
    }
    return new Tensor(BOOL, List.of(1, raw.length), raw);
  }

  static Tensor index(long value) {
    byte[] raw = buffer(Long.BYTES).putLong(value).array();
    return new Tensor(INT64, List.of(1), raw);
  }

  static Tensor small(byte[] values) {
    return new Tensor(UINT8, List.of(values.length), values);
  }

  void write(Protobuf out, String name) {
    shape.forEach(length -> out.number(DIMS, length));
    out.number(DATA_TYPE, type).text(NAME, name).bytes(RAW_DATA, raw);
  }

  private static byte[] raw(double... values) {
    ByteBuffer buffer = buffer(Math.multiplyExact(values.length, Double.BYTES));
    buffer.asDoubleBuffer().put(values);
    return buffer.array();
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
