package org.kumiki.platform.plot;

import java.util.ArrayList;
import java.util.List;

/** Predictions against measurements, with the interval that was stated for each. Stateless. */
public final class ParityPlot {
  /** Of a normal distribution, half of the interval that holds 90 %. */
  private static final double HALF_WIDTH = 1.6448536269514722;

  private static final int LARGE = 60;

  private ParityPlot() {}

  /**
   * One prediction.
   *
   * @param std of a measurement about the prediction; NaN where the model does not say
   */
  public record Point(double measured, double predicted, double std) {}

  /**
   * What stands at the figure.
   *
   * @param measured and {@code predicted}: titles of the axes with the unit
   * @param points what the points are
   * @param others what the grey ones are; empty without any
   */
  public record Words(
      String label, String measured, String predicted, String points, String others) {}

  /**
   * @param points at least one
   * @param others the comparison, in grey; may be empty
   */
  public static Figure of(List<Point> points, List<Point> others, Words words) {
    boolean many = points.size() > LARGE;
    Axes.Extent extent = Axes.Extent.none();
    for (Point point : points) {
      double half = many || Double.isNaN(point.std()) ? 0 : HALF_WIDTH * point.std();
      extent =
          extent
              .with(point.measured())
              .with(point.predicted() - half)
              .with(point.predicted() + half);
    }
    for (Point point : others) {
      extent = extent.with(point.measured()).with(point.predicted());
    }
    Axes axes = Axes.of(extent, extent, new Axes.Titles(words.measured(), words.predicted()));
    axes.even();
    for (Point point : others) {
      axes.canvas().dot("other", axes.x(point.measured()), axes.y(point.predicted()), many ? 2 : 3);
    }
    for (Point point : points) {
      draw(axes, point, many);
    }
    List<Canvas.Word> legend = new ArrayList<>(List.of(new Canvas.Word("of-dot", words.points())));
    if (!others.isEmpty()) {
      legend.add(new Canvas.Word("of-other", words.others()));
    }
    axes.legend(legend);
    return axes.figure(words.label());
  }

  // Bars of hundreds of points would hide the points.
  private static void draw(Axes axes, Point point, boolean many) {
    double x = axes.x(point.measured());
    if (!many && !Double.isNaN(point.std())) {
      double half = HALF_WIDTH * point.std();
      axes.canvas()
          .line("bar", x, axes.y(point.predicted() - half), x, axes.y(point.predicted() + half));
    }
    axes.canvas().dot("dot", x, axes.y(point.predicted()), many ? 2.2 : 3.6);
  }
}
