package org.kumiki.learning.gbdt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Against counting. */
class LookupTest {
  private static final double[] ODD = {
    -0.0, 0.0, Double.MIN_VALUE, -1e308, 1e308, 1, Math.nextUp(1.0), Math.nextDown(1.0)
  };

  @Property(tries = 2000)
  void reachesAsManyLimitsAsThereAreBelowOrAtTheValue(@ForAll long seed) {
    Random random = new Random(seed);
    double scale = Math.scalb(1.0, random.nextInt(80) - 40);
    double[] limits =
        random
            .doubles(random.nextInt(60))
            .map(x -> random.nextInt(8) == 0 ? ODD[random.nextInt(ODD.length)] : scale * x * x * x)
            .map(x -> x + 0.0)
            .distinct()
            .sorted()
            .toArray();
    Lookup lookup = new Lookup(limits);
    for (int i = 0; i < 40; i++) {
      double x =
          switch (random.nextInt(4)) {
            case 0 -> ODD[random.nextInt(ODD.length)];
            case 1 -> limits.length == 0 ? 0 : limits[random.nextInt(limits.length)];
            case 2 -> limits.length == 0 ? 0 : Math.nextDown(limits[random.nextInt(limits.length)]);
            default -> 2 * scale * (random.nextDouble() - 0.5);
          };
      assertEquals(Arrays.stream(limits).filter(limit -> limit <= x).count(), lookup.reached(x));
    }
  }

  @Test
  void noLimitIsReachedWhereThereIsNone() {
    assertEquals(0, new Lookup(new double[0]).reached(3));
  }
}
