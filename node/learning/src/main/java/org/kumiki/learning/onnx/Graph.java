package org.kumiki.learning.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Collects constants and operators in the order of their use and writes them as a ModelProto.
 * Values are named; an operator answers the name of its output. Not thread-safe.
 */
final class Graph {
  static final String INPUT = "features";

  /** The set of 2022, with every double kernel that plain models need. */
  private static final int OPERATORS = 18;

  private static final int VERSION = 8;

  /** TreeEnsemble with double sums came with this set of operators for classical models. */
  private static final int TREE_OPERATORS = 5;

  private static final int TREE_VERSION = 10;
  private static final int TREE_PLAIN_OPERATORS = 21;
  private static final String TREE_DOMAIN = "ai.onnx.ml";

  private final List<byte[]> nodes = new ArrayList<>();
  private final List<byte[]> constants = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private int names;
  private boolean trees;

  /** A constant. */
  String constant(Tensor value) {
    String name = "constant_" + names++;
    Protobuf out = new Protobuf();
    value.write(out, name);
    constants.add(out.toByteArray());
    return name;
  }

  /** An operator of the plain set, with one output. */
  String apply(String operator, String... inputs) {
    return node("", operator, "value_" + names++, List.of(), inputs);
  }

  /** Sums of leaves for each row. */
  String trees(List<Attribute> attributes) {
    trees = true;
    return node(TREE_DOMAIN, "TreeEnsemble", "value_" + names++, attributes, INPUT);
  }

  /** The last operator's: what the model answers, one column. */
  void output(String name, String operator, String... inputs) {
    outputs.add(node("", operator, name, List.of(), inputs));
  }

  private String node(
      String domain, String operator, String output, List<Attribute> attributes, String... inputs) {
    Protobuf out = new Protobuf();
    for (String input : inputs) {
      out.text(1, input);
    }
    out.text(2, output).text(3, operator + "_" + nodes.size()).text(4, operator);
    attributes.forEach(attribute -> out.message(5, attribute::write));
    if (!domain.isEmpty()) {
      out.text(7, domain);
    }
    nodes.add(out.toByteArray());
    return output;
  }

  /**
   * The whole file.
   *
   * @param features columns of the input
   */
  byte[] model(int features, String title, SortedMap<String, String> metadata) {
    Protobuf out = new Protobuf();
    out.number(1, trees ? TREE_VERSION : VERSION).text(2, "kumiki").text(6, title);
    out.message(7, graph -> writeGraph(graph, features));
    out.message(8, set -> set.text(1, "").number(2, trees ? TREE_PLAIN_OPERATORS : OPERATORS));
    if (trees) {
      out.message(8, set -> set.text(1, TREE_DOMAIN).number(2, TREE_OPERATORS));
    }
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      out.message(14, pair -> pair.text(1, entry.getKey()).text(2, entry.getValue()));
    }
    return out.toByteArray();
  }

  private void writeGraph(Protobuf out, int features) {
    nodes.forEach(node -> out.bytes(1, node));
    out.text(2, "kumiki");
    constants.forEach(constant -> out.bytes(5, constant));
    out.message(11, input -> writeColumns(input, INPUT, features));
    outputs.forEach(name -> out.message(12, output -> writeColumns(output, name, 1)));
  }

  /** ValueInfoProto: doubles, any number of rows. */
  private static void writeColumns(Protobuf out, String name, int columns) {
    out.text(1, name);
    out.message(
        2,
        type ->
            type.message(
                1,
                tensor ->
                    tensor
                        .number(1, Tensor.DOUBLE)
                        .message(
                            2,
                            shape ->
                                shape
                                    .message(1, rows -> rows.text(2, "rows"))
                                    .message(1, width -> width.number(1, columns)))));
  }
}
