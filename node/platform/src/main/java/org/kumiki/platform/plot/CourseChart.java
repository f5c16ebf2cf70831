package org.kumiki.platform.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A series of experiments towards one property: what was expected, what was measured, what failed,
 * the best so far, and what is suggested next with its intervals. Stateless.
 */
public final class CourseChart {
  private static final double HALF_WIDTH = 1.6448536269514722;
  private static final int MOST_NAMES = 18;

  private CourseChart() {}

  /**
   * An experiment that was made.
   *
   * @param measured NaN where it failed
   * @param expected NaN where nothing was predicted
   * @param better whether it beats all before it
   */
  public record Made(String name, double measured, double expected, double std, boolean better) {}

  /** An experiment that is suggested. */
  public record Next(String name, double expected, double std) {}

  /** What stands at the figure; the last four are the names of things in it. */
  public record Words(
      String label, String x, String y, String measured, String best, String failed, String next) {}

  /** At least one experiment, made or suggested. */
  public static Figure of(List<Made> made, List<Next> next, Words words) {
    Axes axes =
        Axes.counted(
            0.4,
            made.size() + next.size() + 0.6,
            extent(made, next),
            new Axes.Titles(words.x(), words.y()));
    int every = 1 + (made.size() + next.size()) / MOST_NAMES;
    best(axes, made, made.size() + next.size(), words);
    for (int i = 0; i < made.size(); i++) {
      draw(axes, made.get(i), i + 1);
      if (i % every == 0) {
        axes.below(i + 1, made.get(i).name());
      }
    }
    for (int i = 0; i < next.size(); i++) {
      int place = made.size() + i + 1;
      draw(axes, next.get(i), place);
      if (next.size() < MOST_NAMES || i % every == 0) {
        axes.below(place, next.get(i).name());
      }
    }
    legend(axes, made, next, words);
    return axes.figure(words.label());
  }

  private static Axes.Extent extent(List<Made> made, List<Next> next) {
    Axes.Extent extent = Axes.Extent.none();
    for (Made one : made) {
      if (!Double.isNaN(one.measured())) {
        extent = extent.with(one.measured());
      }
      if (!Double.isNaN(one.expected())) {
        extent =
            extent
                .with(one.expected() - HALF_WIDTH * one.std())
                .with(one.expected() + HALF_WIDTH * one.std());
      }
    }
    for (Next one : next) {
      extent =
          extent
              .with(one.expected() - HALF_WIDTH * one.std())
              .with(one.expected() + HALF_WIDTH * one.std());
    }
    return extent.low() > extent.high() ? new Axes.Extent(0, 1) : extent;
  }

  private static void best(Axes axes, List<Made> made, int last, Words words) {
    List<double[]> path = new ArrayList<>();
    double best = Double.NaN;
    for (int i = 0; i < made.size(); i++) {
      if (made.get(i).better()) {
        if (!path.isEmpty()) {
          path.add(new double[] {axes.x(i + 1), axes.y(best)});
        }
        best = made.get(i).measured();
        path.add(new double[] {axes.x(i + 1), axes.y(best)});
      }
    }
    if (!path.isEmpty()) {
      path.add(new double[] {axes.x(last + 0.6), axes.y(best)});
      axes.canvas().path("best", path);
      axes.canvas().text("of-other", "end", axes.right(), axes.y(best) - 6, words.best());
    }
  }

  private static void draw(Axes axes, Made one, int place) {
    double x = axes.x(place);
    if (!Double.isNaN(one.expected())) {
      double half = HALF_WIDTH * one.std();
      axes.canvas().line("bar", x, axes.y(one.expected() - half), x, axes.y(one.expected() + half));
      axes.canvas().line("bar", x - 4, axes.y(one.expected()), x + 4, axes.y(one.expected()));
    }
    if (Double.isNaN(one.measured())) {
      axes.canvas().cross("lost", x, axes.floor() - 9);
    } else {
      axes.canvas().dot("dot", x, axes.y(one.measured()), 4.2);
    }
  }

  private static void draw(Axes axes, Next one, int place) {
    double x = axes.x(place);
    double half = HALF_WIDTH * one.std();
    axes.canvas().line("reach", x, axes.y(one.expected() - half), x, axes.y(one.expected() + half));
    axes.canvas().dot("next", x, axes.y(one.expected()), 4.2);
  }

  private static void legend(Axes axes, List<Made> made, List<Next> next, Words words) {
    List<Canvas.Word> legend = new ArrayList<>();
    if (made.stream().anyMatch(one -> !Double.isNaN(one.measured()))) {
      legend.add(new Canvas.Word("of-dot", "● " + words.measured()));
    }
    if (!next.isEmpty()) {
      legend.add(new Canvas.Word("of-next", "○ " + words.next()));
    }
    if (made.stream().anyMatch(one -> Double.isNaN(one.measured()))) {
      legend.add(new Canvas.Word("of-lost", "✕ " + words.failed()));
    }
    axes.legend(legend);
  }
}
