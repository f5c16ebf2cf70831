package org.kumiki.platform.plot;

import java.util.List;

/**
 * Bars that lie, one below the other, from a common zero. Each one's name stands above it, so that
 * it has room on a phone too, and its value at its end. Stateless.
 */
public final class BarPlot {
  private static final int LEFT = 10;
  private static final int VALUES = 70;
  private static final int STEP = 40;
  private static final int NAME = 15;
  private static final int THICK = 13;
  private static final int LONGEST_NAME = 52;

  private BarPlot() {}

  /**
   * A bar.
   *
   * @param value finite
   * @param text the value as it is written at the end
   */
  public record Bar(String name, double value, String text) {}

  /**
   * What stands at the figure.
   *
   * @param across the title of the axis with the unit
   */
  public record Words(String label, String across) {}

  /**
   * @param bars from above, at least one
   */
  public static Figure of(List<Bar> bars, Words words) {
    Axes.Extent extent = new Axes.Extent(0, 0);
    for (Bar bar : bars) {
      extent = extent.with(bar.value());
    }
    Scale scale = Scale.over(extent.low(), extent.high(), LEFT, Axes.WIDTH - VALUES);
    Canvas canvas = new Canvas();
    int floor = bars.size() * STEP + 8;
    for (double tick : scale.ticks()) {
      canvas.line("grid", scale.at(tick), 4, scale.at(tick), floor);
      canvas.text("tick", "middle", scale.at(tick), floor + 17.0, Scale.text(tick));
    }
    canvas.text("name", "middle", (LEFT + Axes.WIDTH - VALUES) / 2.0, floor + 42.0, words.across());
    for (int i = 0; i < bars.size(); i++) {
      draw(canvas, scale, bars.get(i), i * STEP + 4.0);
    }
    return new Figure(words.label(), Axes.WIDTH, floor + 54, canvas.toString());
  }

  private static void draw(Canvas canvas, Scale scale, Bar bar, double top) {
    double zero = scale.at(0);
    double end = scale.at(bar.value());
    String name =
        bar.name().length() > LONGEST_NAME
            ? bar.name().substring(0, LONGEST_NAME - 1) + "…"
            : bar.name();
    canvas.text("tick", "start", LEFT, top + NAME - 2, name);
    canvas.box(
        bar.value() < 0 ? "less" : "more",
        Math.min(zero, end),
        top + NAME + 3,
        Math.max(1, Math.abs(end - zero)),
        THICK);
    canvas.text("name", "start", Math.max(zero, end) + 6, top + NAME + THICK, bar.text());
  }
}
