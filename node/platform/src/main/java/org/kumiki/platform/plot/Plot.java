package org.kumiki.platform.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plot of series over two axes. Names stand beside the series, the unit in the axis's title, and
 * a sentence says to those who do not see it what it shows. Immutable.
 *
 * @param says the sentence
 * @param across the title of the axis from left to right, with its unit
 * @param up the title of the upright one, with its unit
 * @param series the later ones lie on top
 */
public record Plot(String says, String across, String up, List<Series> series) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 62;
  private static final int RIGHT = 96;
  private static final int TOP = 30;
  private static final int BOTTOM = 44;
  private static final double NAMES_APART = 14;

  public Plot {
    series = List.copyOf(series);
  }

  /** As part of a page, whose style sheet gives the colours. */
  public String svg() {
    return Svg.inPage(WIDTH, HEIGHT, says, drawing());
  }

  /** As a file of its own. */
  public String file() {
    return Svg.file(WIDTH, HEIGHT, says, drawing());
  }

  private String drawing() {
    Axis x = Axis.over(all().map(Series.Point::x).toList());
    Axis y =
        Axis.over(all().flatMap(p -> Stream.of(p.y() - p.spread(), p.y() + p.spread())).toList());
    StringBuilder out = new StringBuilder();
    for (Axis.Tick tick : y.ticks()) {
      double at = up(y, tick.at());
      out.append(Svg.path("grid", "M" + LEFT + " " + Svg.px(at) + "H" + (WIDTH - RIGHT)));
      out.append(Svg.text("tick", LEFT - 8, at + 4, "end", tick.text()));
    }
    for (Axis.Tick tick : x.ticks()) {
      out.append(
          Svg.text("tick", across(x, tick.at()), HEIGHT - BOTTOM + 18.0, "middle", tick.text()));
    }
    out.append(Svg.text("title", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6.0, "middle", across));
    out.append(Svg.text("title", 4, 14, "start", up));
    series.forEach(one -> draw(out, one, x, y));
    names(out, x, y);
    return out.toString();
  }

  private Stream<Series.Point> all() {
    return series.stream().flatMap(one -> one.points().stream());
  }

  private static void draw(StringBuilder out, Series one, Axis x, Axis y) {
    String colour = one.colour().token();
    if (one.form() == Series.Form.DOTS) {
      for (Series.Point point : one.points()) {
        if (point.spread() > 0) {
          String bar =
              "M"
                  + Svg.px(across(x, point.x()))
                  + " "
                  + Svg.px(up(y, point.y() - point.spread()))
                  + "V"
                  + Svg.px(up(y, point.y() + point.spread()));
          out.append(Svg.path("spread " + colour, bar));
        }
        out.append("<circle class=\"").append(colour).append("\" cx=\"");
        out.append(Svg.px(across(x, point.x())))
            .append("\" cy=\"")
            .append(Svg.px(up(y, point.y())));
        out.append("\" r=\"3.5\"/>");
      }
      return;
    }
    StringBuilder way = new StringBuilder();
    for (Series.Point point : one.points()) {
      way.append(way.length() == 0 ? "M" : "L");
      way.append(Svg.px(across(x, point.x()))).append(' ').append(Svg.px(up(y, point.y())));
    }
    String form = one.form() == Series.Form.LINE ? "line " : "dashes ";
    out.append(Svg.path(form + colour, way.toString()));
    if (one.points().size() == 1) {
      out.append("<circle class=\"").append(colour).append("\" cx=\"");
      out.append(Svg.px(across(x, one.points().get(0).x()))).append("\" cy=\"");
      out.append(Svg.px(up(y, one.points().get(0).y()))).append("\" r=\"3.5\"/>");
    }
  }

  /** Names of lines at their right ends, moved apart where they would lie on each other. */
  private void names(StringBuilder out, Axis x, Axis y) {
    List<Double> taken = new ArrayList<>();
    for (Series one : series) {
      Series.Point last = one.points().get(one.points().size() - 1);
      if (one.form() == Series.Form.DOTS || one.name().isEmpty()) {
        continue;
      }
      double at = free(up(y, last.y()) + 4, taken);
      taken.add(at);
      out.append(
          Svg.text(
              "name " + one.colour().token(), across(x, last.x()) + 7, at, "start", one.name()));
    }
  }

  /** The wanted height, or the nearest below or above it that leaves room for the others. */
  private static double free(double wanted, List<Double> taken) {
    for (int away = 0; ; away++) {
      for (int side = -1; side <= 1; side += 2) {
        double at = wanted + side * away * NAMES_APART;
        if (taken.stream().allMatch(other -> Math.abs(other - at) >= NAMES_APART)) {
          return at;
        }
      }
    }
  }

  private static double across(Axis axis, double value) {
    return LEFT + axis.place(value) * (WIDTH - LEFT - RIGHT);
  }

  private static double up(Axis axis, double value) {
    return HEIGHT - BOTTOM - axis.place(value) * (HEIGHT - TOP - BOTTOM);
  }

  /** A number with the sign that typesetters use. */
  static String minus(String number) {
    return number.replace('-', '\u2212');
  }
}
