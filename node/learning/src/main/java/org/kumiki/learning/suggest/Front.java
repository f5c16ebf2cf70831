package org.kumiki.learning.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The measured pairs of utilities that no other beats in both, above a reference point. Immutable.
 *
 * <p>The expected improvement of the dominated area is exact and takes O(n): with the front sorted
 * by its first utility, a₁ &lt; … &lt; aₙ, the height that is dominated at x is h(x) = b of the
 * first point with a ≥ x, or the reference; a pair (u, v) adds ∫ (v − h(x))₊ dx over x from the
 * reference to u, which is a sum over strips of (min(u, aᵢ₊₁) − aᵢ)₊ (v − hᵢ)₊, and for independent
 * u and v the expectation of a product is the product: Σ (E(u − aᵢ)₊ − E(u − aᵢ₊₁)₊)·E(v − hᵢ)₊.
 * The same value as Emmerich, Deutz and Klinkenberg (CEC 2011) and Yang et al. (Swarm and
 * Evolutionary Computation 44, 2019).
 */
final class Front {
  private final double[] reference;
  private final List<double[]> points;

  private Front(double[] reference, List<double[]> points) {
    this.reference = reference;
    this.points = points;
  }

  /**
   * @param reference utilities below which nothing counts
   * @param pairs of utilities
   */
  static Front of(double[] reference, List<double[]> pairs) {
    List<double[]> sorted = new ArrayList<>();
    for (double[] pair : pairs) {
      if (pair[0] > reference[0] && pair[1] > reference[1]) {
        sorted.add(pair);
      }
    }
    Comparator<double[]> byFirst = Comparator.comparingDouble(pair -> pair[0]);
    sorted.sort(byFirst.thenComparingDouble(pair -> pair[1]).reversed());
    List<double[]> points = new ArrayList<>();
    double height = Double.NEGATIVE_INFINITY;
    for (double[] pair : sorted) {
      if (pair[1] > height) {
        points.add(0, pair);
        height = pair[1];
      }
    }
    return new Front(reference, points);
  }

  /** The area between the reference point and the front. */
  double area() {
    double area = 0;
    for (int i = 0; i < points.size(); i++) {
      area += (points.get(i)[0] - left(i)) * (points.get(i)[1] - reference[1]);
    }
    return area;
  }

  List<double[]> points() {
    return points;
  }

  /** The expected growth of {@link #area} by one experiment with independent properties. */
  double expectedImprovement(Goal first, Belief u, Goal second, Belief v) {
    double expected = 0;
    for (int i = 0; i <= points.size(); i++) {
      boolean last = i == points.size();
      double width = first.expectedExcess(u.mean(), u.deviation(), left(i));
      if (!last) {
        width -= first.expectedExcess(u.mean(), u.deviation(), points.get(i)[0]);
      }
      double floor = last ? reference[1] : points.get(i)[1];
      expected += width * second.expectedExcess(v.mean(), v.deviation(), floor);
    }
    return Math.max(0, expected);
  }

  private double left(int strip) {
    return strip == 0 ? reference[0] : points.get(strip - 1)[0];
  }
}
