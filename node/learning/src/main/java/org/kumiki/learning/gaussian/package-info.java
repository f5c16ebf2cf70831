/**
 * Gaussian-process regression by random Fourier features, exact from summed products: {@link
 * org.kumiki.learning.gaussian.GaussianAlgorithm}. Its rounds are those of {@code statistics}, to
 * standardise, and {@link org.kumiki.learning.gaussian.FeatureRound}; {@link
 * org.kumiki.learning.gaussian.HyperparameterChoice} reads width, noise and amplitude off the sums;
 * {@link org.kumiki.learning.gaussian.GaussianPredictor} predicts, with standard deviations.
 */
package org.kumiki.learning.gaussian;
