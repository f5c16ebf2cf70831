package org.kumiki.trial.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows of a made-up steel, the same for the same seed. */
final class TestRows {
  private TestRows() {}

  /**
   * One row in the units of the terms.
   *
   * @param hardness HV
   * @param temperature of the test, K
   * @param strength tensile, MPa
   */
  record Row(double hardness, double temperature, double strength) {
    double[] features() {
      return new double[] {hardness, temperature};
    }

    double[] all() {
      return new double[] {hardness, temperature, strength};
    }
  }

  /** Each member's steel is another one: its mean hardness follows from the seed. */
  static List<Row> of(long seed, int count) {
    Random random = new Random(seed);
    double centre = 180 + 60 * random.nextDouble();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double hardness = centre + 40 * (random.nextDouble() - 0.5);
      double temperature = 293 + 500 * random.nextDouble();
      double strength =
          3.2 * hardness - 0.35 * (temperature - 293) + 15 * random.nextGaussian() + 100;
      rows.add(new Row(hardness, temperature, strength));
    }
    return rows;
  }
}
