package org.kumiki.platform.plot;

import java.util.ArrayList;
import java.util.List;

/** How one thing goes on: a line through points, with the last value beside its end. Stateless. */
public final class LinePlot {
  private static final double BELOW = 19;
  private static final double ABOVE = 9;

  /** Of a value of six digits as it is drawn. */
  private static final double WIDEST = 50;

  private LinePlot() {}

  /** A point; both finite. */
  public record Point(double x, double y) {}

  /**
   * What stands at the figure.
   *
   * @param across and {@code up}: titles of the axes with the unit
   * @param last the last value as it is written
   */
  public record Words(String label, String across, String up, String last) {}

  /**
   * @param points from left to right, at least one
   */
  public static Figure of(List<Point> points, Words words) {
    Axes.Extent across = Axes.Extent.none();
    Axes.Extent up = Axes.Extent.none();
    for (Point point : points) {
      across = across.with(point.x());
      up = up.with(point.y());
    }
    Axes axes = Axes.of(across, up, new Axes.Titles(words.across(), words.up()));
    List<double[]> path = new ArrayList<>();
    points.forEach(point -> path.add(new double[] {axes.x(point.x()), axes.y(point.y())}));
    axes.canvas().path("line", path);
    double[] end = path.get(path.size() - 1);
    axes.canvas().dot("dot", end[0], end[1], 3.6);
    // On the side from which the line does not come.
    boolean falls = points.get(points.size() - 1).y() <= points.get(0).y();
    boolean below = falls && end[1] + BELOW < axes.floor();
    // Above a line that falls there is room to the right of its end alone.
    boolean right = falls && !below && end[0] + WIDEST < Axes.WIDTH;
    axes.canvas()
        .text(
            "of-dot",
            right ? "start" : "end",
            end[0],
            end[1] + (below ? BELOW : -ABOVE),
            words.last());
    return axes.figure(words.label());
  }
}
