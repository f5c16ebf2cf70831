package org.kumiki.platform.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * One axis: from where to where it goes, and the round numbers that stand at it. Steps are 1, 2 or
 * 5 times a power of ten. Immutable.
 *
 * @param low where it begins, a tick
 * @param high where it ends, a tick; above {@code low}
 * @param ticks ascending
 */
record Axis(double low, double high, List<Tick> ticks) {
  private static final int WANTED = 5;

  /** A number at the axis, and how it is written. */
  record Tick(double at, String text) {}

  Axis {
    ticks = List.copyOf(ticks);
  }

  /**
   * An axis that holds all values.
   *
   * @param values finite; of none, or of one alone, the axis is made around it
   */
  static Axis over(List<Double> values) {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    if (!Double.isFinite(least) || !Double.isFinite(most)) {
      throw new IllegalArgumentException("only finite numbers have a place at an axis");
    }
    if (least == most) {
      double room = least == 0 ? 1 : Math.abs(least) / 2;
      least -= room;
      most += room;
    }
    BigDecimal step = step((most - least) / WANTED);
    long first = (long) Math.floor(least / step.doubleValue());
    long last = (long) Math.ceil(most / step.doubleValue());
    List<Tick> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      BigDecimal at = step.multiply(BigDecimal.valueOf(i));
      ticks.add(new Tick(at.doubleValue(), Plot.minus(text(at))));
    }
    return new Axis(ticks.get(0).at(), ticks.get(ticks.size() - 1).at(), ticks);
  }

  private static BigDecimal step(double about) {
    int exponent = (int) Math.floor(Math.log10(about));
    double lead = about / Math.pow(10, exponent);
    int round = lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10;
    return new BigDecimal(round).scaleByPowerOfTen(exponent);
  }

  private static String text(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    double size = Math.abs(plain.doubleValue());
    return size != 0 && (size >= 1e6 || size < 1e-4)
        ? plain.round(new MathContext(3)).toString().replace("E+", "E")
        : plain.toPlainString();
  }

  /** Where a value lies: 0 at the low end, 1 at the high one. */
  double place(double value) {
    return (value - low) / (high - low);
  }
}
