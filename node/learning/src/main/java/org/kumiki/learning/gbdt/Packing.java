package org.kumiki.learning.gbdt;

import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Boosting;
import org.kumiki.learning.computation.Loss;
import org.kumiki.learning.computation.UnusableSumException;

/**
 * How a row's gradient and the row itself become one whole number, and errors whole numbers. With N
 * rows in all, a gradient within ±g is rounded to q·g/2ᵐ, |q| ≤ 2ᵐ; a row adds w + q, with w =
 * 2^(m+b+1) and 2ᵇ &gt; N. The sum over any c ≤ N of the rows is c·w + Σq with |Σq| &lt; w/2, so
 * that it is one number in the vector and two in a histogram: the counts, which are also the second
 * derivatives, and the gradients. All of it stays below 2⁵², so doubles add it exactly, and a
 * federation has the bits of pooling. Immutable.
 */
final class Packing {
  /** Below a double's 53 digits, with one to spare for the sign. */
  private static final int DIGITS = 52;

  /** More would show nowhere. */
  private static final int MOST_BITS = 30;

  /** With fewer, roundings of gradients could be seen in a tree; that comes at two million rows. */
  private static final int LEAST_BITS = 8;

  private final Loss loss;
  private final double errorBound;
  private final double gradientUnit;
  private final double weight;

  /** A power of two too, so that to multiply by it is to divide by the weight. */
  private final double perWeight;

  private final double squareUnit;
  private final double lossUnit;
  private final double mostRows;
  private final double perRow;
  private final double errorPerRow;

  /**
   * @throws UnusableSumException if there are too many rows
   */
  Packing(Boosting state) {
    BoostedTrees trees = state.computation();
    int rowBits = Long.SIZE - Long.numberOfLeadingZeros(state.rows());
    int bits = Math.min(MOST_BITS, DIGITS - 2 - 2 * rowBits);
    if (bits < LEAST_BITS) {
      throw new UnusableSumException(
          state.rows() + " rows are more than boosted trees are made for: two million");
    }
    int errorBits = Math.min(MOST_BITS, DIGITS - rowBits);
    double below = (state.centre() - trees.target().lower()) / state.unit();
    double above = (trees.target().upper() - state.centre()) / state.unit();
    // A prediction may leave the domain by the domain's own width; beyond, the error counts as
    // that.
    this.errorBound = 2 * Coarse.unit(Math.max(1, Math.max(below, above)));
    this.loss = trees.loss();
    double steepest = Math.max(loss.gradient(errorBound), -loss.gradient(-errorBound));
    double dearest = Math.max(loss.value(errorBound), loss.value(-errorBound));
    this.gradientUnit = Math.scalb(Coarse.unit(steepest), -bits);
    this.weight = Math.scalb(1.0, bits + rowBits + 1);
    this.perWeight = 1 / weight;
    this.squareUnit = Math.scalb(errorBound * errorBound, -errorBits);
    this.lossUnit = Math.scalb(Coarse.unit(dearest), -errorBits);
    this.mostRows = Math.min(trees.maxRowsPerMember(), state.rows());
    this.perRow = weight + Math.scalb(1.0, bits);
    this.errorPerRow = Math.scalb(1.0, errorBits);
  }

  /** The most that one member can count. */
  double mostRows() {
    return mostRows;
  }

  /** The most that an entry of one member's histogram can be. */
  double histogramBound() {
    return mostRows * perRow;
  }

  /** The most that one member's errors can add up to. */
  double errorBound() {
    return mostRows * errorPerRow;
  }

  /** A row of the given error in a histogram. */
  double row(double error) {
    return weight + Math.rint(loss.gradient(bounded(error)) / gradientUnit);
  }

  double square(double error) {
    double bounded = bounded(error);
    return Math.rint(bounded * bounded / squareUnit);
  }

  double loss(double error) {
    return Math.rint(loss.value(bounded(error)) / lossUnit);
  }

  /** The rows of a histogram's entry. */
  double count(double entry) {
    return Math.floor((entry + weight / 2) * perWeight);
  }

  /** The sum of the gradients of an entry, given its rows. */
  double gradient(double entry, double count) {
    return (entry - count * weight) * gradientUnit;
  }

  double squareUnit() {
    return squareUnit;
  }

  double lossUnit() {
    return lossUnit;
  }

  private double bounded(double error) {
    return Math.max(-errorBound, Math.min(errorBound, error));
  }
}
