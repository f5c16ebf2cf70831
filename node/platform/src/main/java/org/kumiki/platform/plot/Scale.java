package org.kumiki.platform.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A number line on a canvas, from one round number to another.
 *
 * @param from the value at {@code start}
 * @param to the value at {@code end}, above {@code from}
 * @param ticks round values between them
 */
record Scale(double from, double to, double start, double end, List<Double> ticks) {
  private static final double WANTED_TICKS = 5;

  Scale {
    ticks = List.copyOf(ticks);
  }

  /** Over all values, and a little more where there is one value only. */
  static Scale over(double low, double high, double start, double end) {
    double least = low;
    double most = high;
    if (!(most > least)) {
      double margin = Math.max(Math.abs(low) * 0.05, 0.5);
      least = low - margin;
      most = high + margin;
    }
    BigDecimal step = step((most - least) / WANTED_TICKS);
    BigDecimal tick =
        step.multiply(BigDecimal.valueOf(Math.floor(least / step.doubleValue() + 1e-9)));
    List<Double> ticks = new ArrayList<>();
    ticks.add(tick.doubleValue());
    while (tick.doubleValue() < most - 1e-9 * step.doubleValue()) {
      tick = tick.add(step);
      ticks.add(tick.doubleValue());
    }
    return new Scale(ticks.get(0), ticks.get(ticks.size() - 1), start, end, ticks);
  }

  /** 1, 2 or 5 times a power of ten. */
  private static BigDecimal step(double rough) {
    int power = (int) Math.floor(Math.log10(rough));
    double lead = rough / Math.pow(10, power);
    int digit = lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10;
    return BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
  }

  /** Where a value stands; values beyond the line at its end. */
  double at(double value) {
    double inside = Math.max(from, Math.min(to, value));
    return start + (inside - from) / (to - from) * (end - start);
  }

  /** A tick as people read it. */
  static String text(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
