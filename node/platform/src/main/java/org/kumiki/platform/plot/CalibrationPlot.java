package org.kumiki.platform.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Which share of measurements lies within the intervals that were stated with a probability. Above
 * the even line a model is more careful than it need be, below it promises too much. Stateless.
 */
public final class CalibrationPlot {
  private CalibrationPlot() {}

  /** A stated probability and the share that was found, both 0 to 1. */
  public record Point(double stated, double found) {}

  /** What stands at the figure. */
  public record Words(
      String label, String stated, String found, String careful, String promising) {}

  public static Figure of(List<Point> points, Words words) {
    Axes.Extent whole = new Axes.Extent(0, 100);
    Axes axes = Axes.of(whole, whole, new Axes.Titles(words.stated(), words.found()));
    axes.even();
    List<double[]> path = new ArrayList<>();
    for (Point point : points) {
      path.add(new double[] {axes.x(100 * point.stated()), axes.y(100 * point.found())});
    }
    axes.canvas().path("line", path);
    path.forEach(at -> axes.canvas().dot("dot", at[0], at[1], 3.4));
    axes.canvas().text("of-other", "start", axes.left() + 8, Axes.TOP + 14, words.careful());
    axes.canvas().text("of-other", "end", axes.right() - 8, axes.floor() - 9, words.promising());
    return axes.figure(words.label());
  }
}
