package org.kumiki.learning.gbdt;

/**
 * The best way to divide an open end.
 *
 * @param feature its place among the computation's features
 * @param threshold values below it go left
 * @param missingLeft where missing values go
 * @param gain by which it lowers twice the penalised loss
 * @param left what the left child predicts before shrinkage, and {@code right} the right one
 * @param leftRows the rows of the left child, and {@code rightRows} those of the right one
 */
record Split(
    int feature,
    double threshold,
    boolean missingLeft,
    double gain,
    double left,
    double right,
    double leftRows,
    double rightRows) {}
