package org.kumiki.platform.plot;

import java.util.List;

/** A plane with two number lines and their titles, for points to be put on. Not thread-safe. */
final class Axes {
  static final int WIDTH = 440;
  static final int HEIGHT = 360;
  static final int TOP = 32;

  /** Where it is said what the things in the plane are. */
  private static final double LEGEND = 17;

  private static final int LEFT = 62;
  private static final int RIGHT = 22;
  private static final int BOTTOM = 52;

  private final Canvas canvas = new Canvas();
  private final Scale x;
  private final Scale y;

  /** What a line is called, with its unit. */
  record Titles(String x, String y) {}

  /** The values that must have their place. */
  record Extent(double low, double high) {
    static Extent none() {
      return new Extent(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    Extent with(double value) {
      return new Extent(Math.min(low, value), Math.max(high, value));
    }
  }

  private Axes(Scale x, Scale y) {
    this.x = x;
    this.y = y;
  }

  static Axes of(Extent across, Extent up, Titles titles) {
    Axes axes =
        new Axes(
            Scale.over(across.low(), across.high(), LEFT, WIDTH - RIGHT),
            Scale.over(up.low(), up.high(), HEIGHT - BOTTOM, TOP));
    axes.ticksBelow();
    axes.draw(titles);
    return axes;
  }

  /** As {@link #of}, across which things are counted or named by the caller. */
  static Axes counted(double from, double to, Extent up, Titles titles) {
    Axes axes =
        new Axes(
            new Scale(from, to, LEFT, WIDTH - RIGHT, List.of()),
            Scale.over(up.low(), up.high(), HEIGHT - BOTTOM, TOP));
    axes.draw(titles);
    return axes;
  }

  Canvas canvas() {
    return canvas;
  }

  double x(double value) {
    return x.at(value);
  }

  double y(double value) {
    return y.at(value);
  }

  double left() {
    return LEFT;
  }

  double right() {
    return WIDTH - RIGHT;
  }

  double floor() {
    return HEIGHT - BOTTOM;
  }

  /** A word under the line below. */
  void below(double value, String text) {
    canvas.text("tick", "middle", x(value), floor() + 17, text);
  }

  /** Where measured and predicted agree. */
  void even() {
    double low = Math.max(x.from(), y.from());
    double high = Math.min(x.to(), y.to());
    canvas.line("even", x(low), y(low), x(high), y(high));
  }

  /** What is what, in one line above the plane, each in the colour of its thing. */
  void legend(List<Canvas.Word> words) {
    canvas.words(LEFT, LEGEND, words);
  }

  Figure figure(String label) {
    return new Figure(label, WIDTH, HEIGHT, canvas.toString());
  }

  private void ticksBelow() {
    for (double tick : x.ticks()) {
      canvas.line("grid", x(tick), TOP, x(tick), floor());
      below(tick, Scale.text(tick));
    }
  }

  private void draw(Titles titles) {
    for (double tick : y.ticks()) {
      canvas.line("grid", LEFT, y(tick), WIDTH - RIGHT, y(tick));
      canvas.text("tick", "end", LEFT - 7, y(tick) + 4, Scale.text(tick));
    }
    canvas.line("axis", LEFT, TOP, LEFT, floor());
    canvas.line("axis", LEFT, floor(), WIDTH - RIGHT, floor());
    canvas.text("name", "middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, titles.x());
    canvas.upwards(15, (TOP + floor()) / 2, titles.y());
  }
}
