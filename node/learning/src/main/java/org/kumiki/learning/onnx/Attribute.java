package org.kumiki.learning.onnx;

import java.util.List;
import java.util.function.Consumer;

/** A setting of an operator: AttributeProto of onnx.proto. */
record Attribute(String name, int type, Consumer<Protobuf> value) {
  private static final int NAME = 1;
  private static final int I = 3;
  private static final int T = 5;
  private static final int INTS = 8;
  private static final int TYPE = 20;

  private static final int INT_TYPE = 2;
  private static final int TENSOR_TYPE = 4;
  private static final int INTS_TYPE = 7;

  static Attribute number(String name, long value) {
    return new Attribute(name, INT_TYPE, out -> out.number(I, value));
  }

  static Attribute numbers(String name, List<Integer> values) {
    List<Integer> own = List.copyOf(values);
    return new Attribute(
        name, INTS_TYPE, out -> own.forEach(value -> out.number(INTS, value.longValue())));
  }

  static Attribute tensor(String name, Tensor value) {
    return new Attribute(
        name, TENSOR_TYPE, out -> out.message(T, tensor -> value.write(tensor, name)));
  }

  void write(Protobuf out) {
    out.text(NAME, name);
    value.accept(out);
    out.number(TYPE, type);
  }
}
