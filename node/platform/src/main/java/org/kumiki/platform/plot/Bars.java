package org.kumiki.platform.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bars that lie, one below the other, from a common zero. Each one's name stands above it, so that
 * it has room on a phone too, and its value at its end. Immutable.
 *
 * @param says what the plot shows, in a sentence
 * @param across the title of the axis, with its unit
 * @param bars from above; at least one
 */
public record Bars(String says, String across, List<Bar> bars) {
  private static final int WIDTH = 640;
  private static final int LEFT = 12;
  private static final int VALUES = 84;
  private static final int STEP = 44;
  private static final int NAME = 16;
  private static final int THICK = 14;
  private static final int LONGEST_NAME = 56;

  /**
   * A bar.
   *
   * @param text the value as it is written at the end
   */
  public record Bar(String name, double value, String text) {}

  public Bars {
    bars = List.copyOf(bars);
    if (bars.isEmpty()) {
      throw new IllegalArgumentException("a plot of bars has a bar");
    }
  }

  /** As part of a page, whose style sheet gives the colours. */
  public String svg() {
    return Svg.inPage(WIDTH, height(), says, drawing());
  }

  /** As a file of its own. */
  public String file() {
    return Svg.file(WIDTH, height(), says, drawing());
  }

  private int height() {
    return bars.size() * STEP + 64;
  }

  private String drawing() {
    List<Double> ends = Stream.concat(Stream.of(0.0), bars.stream().map(Bar::value)).toList();
    Axis axis = Axis.over(new ArrayList<>(ends));
    StringBuilder out = new StringBuilder();
    int bottom = bars.size() * STEP + 8;
    for (Axis.Tick tick : axis.ticks()) {
      double at = place(axis, tick.at());
      out.append(Svg.path("grid", "M" + Svg.px(at) + " 4V" + bottom));
      out.append(Svg.text("tick", at, bottom + 18.0, "middle", tick.text()));
    }
    out.append(Svg.text("title", (LEFT + WIDTH - VALUES) / 2.0, bottom + 44.0, "middle", across));
    for (int i = 0; i < bars.size(); i++) {
      draw(out, axis, bars.get(i), 8 + i * STEP);
    }
    return out.toString();
  }

  private static void draw(StringBuilder out, Axis axis, Bar bar, int top) {
    double zero = place(axis, 0);
    double end = place(axis, bar.value());
    String colour = bar.value() < 0 ? Series.Colour.SECOND.token() : Series.Colour.ACCENT.token();
    out.append("<rect class=\"").append(colour).append("\" x=\"");
    out.append(Svg.px(Math.min(zero, end)))
        .append("\" y=\"")
        .append(top + NAME + 6)
        .append("\" width=\"");
    out.append(Svg.px(Math.max(1, Math.abs(end - zero)))).append("\" height=\"").append(THICK);
    out.append("\"/>");
    String name =
        bar.name().length() > LONGEST_NAME
            ? bar.name().substring(0, LONGEST_NAME - 1) + "…"
            : bar.name();
    out.append(Svg.text("label", LEFT, top + NAME, "start", name));
    double beside = bar.value() < 0 ? Math.max(zero, end) : end;
    out.append(
        Svg.text("value", beside + 6, top + NAME + THICK + 3.0, "start", Plot.minus(bar.text())));
  }

  private static double place(Axis axis, double value) {
    return LEFT + axis.place(value) * (WIDTH - LEFT - VALUES);
  }
}
