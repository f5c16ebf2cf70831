package org.kumiki.learning.gaussian;

import org.kumiki.learning.statistics.SeededNumbers;

/**
 * φᵢ(z) = √(2/l)·cos(ωᵢᵀz/η + bᵢ) of Rahimi and Recht (NIPS 2007), ω in orthogonal blocks (Yu et
 * al., Orthogonal random features, NIPS 2016): as many features as dimensions have directions at
 * right angles, and lengths as independent normal vectors have them. At equal cost the kernel is
 * nearer to its limit. A public seed makes them: they hide nothing. Immutable.
 */
final class RandomFeatures {
  private final int dimensions;
  private final double[][] directions;
  private final double[] phases;
  private final double scale;

  /**
   * @param seed public
   * @param count l
   * @param dimensions of z; may be 0, and then every feature is constant
   */
  RandomFeatures(long seed, int count, int dimensions) {
    SeededNumbers numbers = new SeededNumbers(seed);
    this.dimensions = dimensions;
    this.directions = new double[count][];
    this.phases = new double[count];
    this.scale = Math.sqrt(2.0 / count);
    for (int i = 0; i < count; i++) {
      int block = dimensions == 0 ? i : i - i % dimensions;
      directions[i] = orthogonal(numbers.normals(dimensions), block, i);
      rescale(directions[i], length(numbers.normals(dimensions)));
      phases[i] = 2 * Math.PI * numbers.uniform();
    }
  }

  int count() {
    return phases.length;
  }

  /** What the magnitude of a feature cannot exceed. */
  double bound() {
    return scale;
  }

  /** ωᵢ, one a feature. */
  double[][] directions() {
    double[][] copy = new double[count()][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = directions[i].clone();
    }
    return copy;
  }

  double[] phases() {
    return phases.clone();
  }

  /** ωᵢᵀz of each feature; every width needs the same. */
  double[] project(double[] z) {
    double[] projected = new double[count()];
    for (int i = 0; i < projected.length; i++) {
      projected[i] = dot(directions[i], z);
    }
    return projected;
  }

  /** The features of a projected row, into a vector from a place on. */
  void fill(double[] projected, double lengthscale, double[] into, int from) {
    for (int i = 0; i < projected.length; i++) {
      into[from + i] = scale * StrictMath.cos(projected[i] / lengthscale + phases[i]);
    }
  }

  // Modified Gram and Schmidt against the block so far.
  private double[] orthogonal(double[] vector, int from, int to) {
    for (int k = from; k < to; k++) {
      double factor = dot(vector, directions[k]) / dot(directions[k], directions[k]);
      for (int j = 0; j < dimensions; j++) {
        vector[j] -= factor * directions[k][j];
      }
    }
    return vector;
  }

  private static void rescale(double[] vector, double length) {
    double factor = length / length(vector);
    for (int j = 0; j < vector.length; j++) {
      vector[j] *= factor;
    }
  }

  private static double length(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
