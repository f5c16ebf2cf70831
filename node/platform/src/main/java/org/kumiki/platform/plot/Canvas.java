package org.kumiki.platform.plot;

import java.util.List;
import java.util.Locale;

/** Elements of a figure, one after the other; classes say what they are. Not thread-safe. */
final class Canvas {
  private static final double CROSS = 4.5;
  private static final int BETWEEN_WORDS = 14;

  private final StringBuilder body = new StringBuilder();

  Canvas line(String kind, double x1, double y1, double x2, double y2) {
    return add(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        kind, x1, y1, x2, y2);
  }

  Canvas dot(String kind, double x, double y, double radius) {
    return add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", kind, x, y, radius);
  }

  /** A filled box. */
  Canvas box(String kind, double x, double y, double width, double height) {
    return add(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        kind, x, y, width, height);
  }

  Canvas cross(String kind, double x, double y) {
    line(kind, x - CROSS, y - CROSS, x + CROSS, y + CROSS);
    return line(kind, x - CROSS, y + CROSS, x + CROSS, y - CROSS);
  }

  /** Through points given as x and y. */
  Canvas path(String kind, List<double[]> points) {
    StringBuilder joined = new StringBuilder();
    for (double[] point : points) {
      joined.append(String.format(Locale.ROOT, "%.1f,%.1f ", point[0], point[1]));
    }
    return add("<polyline class=\"%s\" points=\"%s\"/>", kind, joined.toString().strip());
  }

  /**
   * @param anchor start, middle or end
   */
  Canvas text(String kind, String anchor, double x, double y, String text) {
    return add(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        kind, anchor, x, y, escaped(text));
  }

  /** A word and what it is about. */
  record Word(String kind, String text) {}

  /** Words after one another, each in its own colour. */
  Canvas words(double x, double y, List<Word> words) {
    StringBuilder spans = new StringBuilder();
    for (Word word : words) {
      spans.append(
          String.format(
              Locale.ROOT,
              "<tspan class=\"%s\" dx=\"%d\">%s</tspan>",
              word.kind(),
              spans.isEmpty() ? 0 : BETWEEN_WORDS,
              escaped(word.text())));
    }
    return add("<text x=\"%.1f\" y=\"%.1f\">%s</text>", x, y, spans);
  }

  /** Written upwards, for the axis on the left. */
  Canvas upwards(double x, double y, String text) {
    return add(
        "<text text-anchor=\"middle\" transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>",
        x, y, escaped(text));
  }

  @Override
  public String toString() {
    return body.toString();
  }

  private Canvas add(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values));
    return this;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
