package org.kumiki.platform.plot;

import java.util.ArrayList;
import java.util.List;

/** Two properties against each other: what was measured, and what is suggested. Stateless. */
public final class FrontPlot {
  private static final double HALF_WIDTH = 1.6448536269514722;

  private FrontPlot() {}

  /** A measured pair; {@code best} where no other beats it in both. */
  public record Made(double x, double y, boolean best) {}

  /** An expected pair with its deviations. */
  public record Next(String name, double x, double y, double xStd, double yStd) {}

  /** What stands at the figure. */
  public record Words(
      String label, String x, String y, String best, String measured, String next) {}

  /** At least one of either. */
  public static Figure of(List<Made> made, List<Next> next, Words words) {
    Axes.Extent across = Axes.Extent.none();
    Axes.Extent up = Axes.Extent.none();
    for (Made one : made) {
      across = across.with(one.x());
      up = up.with(one.y());
    }
    for (Next one : next) {
      across = across.with(one.x() - one.xStd()).with(one.x() + one.xStd());
      up = up.with(one.y() - one.yStd()).with(one.y() + one.yStd());
    }
    Axes axes = Axes.of(across, up, new Axes.Titles(words.x(), words.y()));
    made.forEach(
        one ->
            axes.canvas().dot(one.best() ? "dot" : "other", axes.x(one.x()), axes.y(one.y()), 4));
    next.forEach(one -> draw(axes, one));
    List<Canvas.Word> legend = new ArrayList<>();
    if (!made.isEmpty()) {
      legend.add(new Canvas.Word("of-dot", "● " + words.best()));
      legend.add(new Canvas.Word("of-other", "○ " + words.measured()));
    }
    if (!next.isEmpty()) {
      legend.add(new Canvas.Word("of-next", "○ " + words.next()));
    }
    axes.legend(legend);
    return axes.figure(words.label());
  }

  private static void draw(Axes axes, Next one) {
    double x = axes.x(one.x());
    double y = axes.y(one.y());
    double across = HALF_WIDTH * one.xStd();
    double up = HALF_WIDTH * one.yStd();
    axes.canvas()
        .line("reach", axes.x(one.x() - across), y, axes.x(one.x() + across), y)
        .line("reach", x, axes.y(one.y() - up), x, axes.y(one.y() + up))
        .dot("next", x, y, 4.2)
        .text("tick", "start", x + 7, y - 6, one.name());
  }
}
