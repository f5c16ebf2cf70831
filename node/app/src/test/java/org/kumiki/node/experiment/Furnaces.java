package org.kumiki.node.experiment;

import java.util.Locale;
import java.util.Random;
import org.kumiki.learning.computation.Batch;

/**
 * Furnaces that age a steel, of which campaigns are tried: their rows, and what is true of them.
 */
final class Furnaces {
  static final String MAPPING =
      """
      columns:
        T: {term: kt:ageingTemperature, unit: degC}
        t: {term: kt:ageingTime, unit: h}
        HV: {term: kt:vickersHardness}
        TS: {term: kt:tensileStrength, unit: MPa}
        HB: {term: kt:brinellHardness, unit: HB}
      """;
  static final String SPACE =
      """
      objectives: [{property: kt:vickersHardness, goal: maximise}]
      rows: {dataset: main, features: [kt:ageingTemperature, kt:ageingTime], randomFeatures: 100}
      candidates:
        space:
          - range: {term: kt:ageingTemperature, unit: degC, from: 300, to: 700, step: 20}
          - choice: {term: kt:ageingTime, unit: h, of: [1, 2, 4, 8]}
      """;
  static final String TABLE =
      SPACE.substring(0, SPACE.indexOf("candidates:"))
          + "candidates: {table: candidates.csv, mapping: mapping.yml}\n";

  /** Twelve furnaces' worth, none of them near the peak. */
  private static final double[][] MEASURED = {
    {300, 1}, {300, 8}, {340, 2}, {380, 1}, {400, 8}, {560, 1}, {600, 8}, {620, 2}, {660, 1},
    {700, 1}, {700, 8}, {360, 4}
  };

  private Furnaces() {}

  static String settings() {
    StringBuilder csv = new StringBuilder();
    for (double[] at : MEASURED) {
      csv.append(at[0]).append(',').append(at[1]).append('\n');
    }
    return csv.toString();
  }

  static String rows() {
    StringBuilder csv = new StringBuilder();
    for (double[] at : MEASURED) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%.2f,%.1f,%.2f%n",
              at[0],
              at[1],
              hardness(at),
              strength(at),
              1.1 * hardness(at)));
    }
    return csv.toString();
  }

  /** In the terms' units. */
  static Batch others(int seed) {
    Random random = new Random(seed);
    double[][] columns = new double[3][30];
    for (int i = 0; i < 30; i++) {
      double[] at = {300 + 400 * random.nextDouble(), 1 + 7 * random.nextDouble()};
      columns[0][i] = at[0] + 273.15;
      columns[1][i] = at[1] * 3600;
      columns[2][i] = hardness(at) + random.nextGaussian();
    }
    return new Batch(30, columns);
  }

  static double hardness(double[] at) {
    double temperature = (at[0] - 480) / 110;
    double time = (at[1] - 4) / 4;
    return 180 + 140 * Math.exp(-temperature * temperature / 2 - time * time / 2);
  }

  /** Falls with temperature, so that hard and strong pull apart. */
  static double strength(double[] at) {
    return 1200 - at[0];
  }
}
