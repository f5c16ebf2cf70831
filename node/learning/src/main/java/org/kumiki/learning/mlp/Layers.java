package org.kumiki.learning.mlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kumiki.learning.statistics.SeededNumbers;

/**
 * The shape of a network, and its value and slopes at given weights: plain loops in a fixed order,
 * so that they have the same bits everywhere. Immutable; the arrays are the caller's.
 */
final class Layers {
  /** The number of inputs, of units in each hidden layer, and 1. */
  private final int[] widths;

  private final int[] starts;
  private final int weights;

  Layers(int inputs, List<Integer> hidden) {
    List<Integer> all = new ArrayList<>(List.of(inputs));
    all.addAll(hidden);
    all.add(1);
    this.widths = all.stream().mapToInt(Integer::intValue).toArray();
    this.starts = new int[widths.length];
    int at = 0;
    for (int layer = 1; layer < widths.length; layer++) {
      starts[layer] = at;
      at += widths[layer] * (widths[layer - 1] + 1);
    }
    this.weights = at;
  }

  int weights() {
    return weights;
  }

  /**
   * Normal weights of variance 2/inputs (He et al., ICCV 2015), offsets 0; the output's are 0, so
   * that training starts from the mean.
   */
  double[] first(long seed) {
    double[] first = new double[weights];
    SeededNumbers numbers = new SeededNumbers(seed);
    for (int layer = 1; layer + 1 < widths.length; layer++) {
      int inputs = widths[layer - 1];
      double[] normals = numbers.normals(widths[layer] * inputs);
      double scale = Math.sqrt(2.0 / Math.max(1, inputs));
      for (int i = 0; i < normals.length; i++) {
        first[starts[layer] + i / inputs * (inputs + 1) + i % inputs] = scale * normals[i];
      }
    }
    return first;
  }

  /**
   * The weights of a layer, from 1 on, one row a unit: of the units below, then the offset.
   *
   * @param w of all layers
   */
  double[][] ofUnits(double[] w, int layer) {
    int length = widths[layer - 1] + 1;
    double[][] units = new double[widths[layer]][];
    for (int unit = 0; unit < units.length; unit++) {
      int from = starts[layer] + unit * length;
      units[unit] = Arrays.copyOfRange(w, from, from + length);
    }
    return units;
  }

  /** Hidden layers and the output. */
  int count() {
    return widths.length - 1;
  }

  /** Room for the values of all units of one row. */
  double[][] room() {
    double[][] room = new double[widths.length][];
    for (int layer = 0; layer < room.length; layer++) {
      room[layer] = new double[widths[layer]];
    }
    return room;
  }

  /**
   * What the network predicts for a row.
   *
   * @param values of all units; those of layer 0 are the row, the others are filled in
   */
  double value(double[] w, double[][] values) {
    int last = widths.length - 1;
    for (int layer = 1; layer <= last; layer++) {
      double[] above = values[layer];
      int unit = 0;
      for (; unit + 4 <= above.length; unit += 4) {
        addFour(w, layer, values[layer - 1], unit, above);
      }
      for (; unit < above.length; unit++) {
        above[unit] = sum(w, layer, values[layer - 1], unit);
      }
      for (int u = 0; layer < last && u < above.length; u++) {
        above[u] = above[u] < 0 ? 0 : above[u];
      }
    }
    return values[last][0];
  }

  private double sum(double[] w, int layer, double[] below, int unit) {
    int at = starts[layer] + unit * (below.length + 1);
    double sum = w[at + below.length];
    for (int i = 0; i < below.length; i++) {
      sum += w[at + i] * below[i];
    }
    return sum;
  }

  // Four sums side by side: each has the order of additions that it has alone, and so its bits, in
  // a third of the time, because none waits for the one before.
  private void addFour(double[] w, int layer, double[] below, int unit, double[] above) {
    int inputs = below.length;
    int a = starts[layer] + unit * (inputs + 1);
    int b = a + inputs + 1;
    int c = b + inputs + 1;
    int d = c + inputs + 1;
    double sumA = w[a + inputs];
    double sumB = w[b + inputs];
    double sumC = w[c + inputs];
    double sumD = w[d + inputs];
    for (int i = 0; i < inputs; i++) {
      double x = below[i];
      sumA += w[a + i] * x;
      sumB += w[b + i] * x;
      sumC += w[c + i] * x;
      sumD += w[d + i] * x;
    }
    above[unit] = sumA;
    above[unit + 1] = sumB;
    above[unit + 2] = sumC;
    above[unit + 3] = sumD;
  }

  /**
   * Adds the slope of error²/2 in each weight to {@code gradient}.
   *
   * @param values of all units, as {@link #value} left them
   * @param slopes room for those of all units
   * @param error prediction − target
   */
  void addGradient(
      double[] w, double[][] values, double[][] slopes, double error, double[] gradient) {
    int last = widths.length - 1;
    slopes[last][0] = error;
    for (int layer = last; layer >= 1; layer--) {
      double[] below = values[layer - 1];
      double[] slopesBelow = slopes[layer - 1];
      Arrays.fill(slopesBelow, 0);
      int at = starts[layer];
      for (int unit = 0; unit < widths[layer]; unit++) {
        double slope = slopes[layer][unit];
        if (slope != 0) {
          for (int i = 0; i < below.length; i++) {
            gradient[at + i] += slope * below[i];
            slopesBelow[i] += slope * w[at + i];
          }
          gradient[at + below.length] += slope;
        }
        at += below.length + 1;
      }
      // Where the unit is off, nothing below it matters; inputs need no slopes.
      for (int i = 0; layer > 1 && i < below.length; i++) {
        slopesBelow[i] = below[i] > 0 ? slopesBelow[i] : 0;
      }
    }
  }
}
