/**
 * Gradient boosting on histograms: {@link org.kumiki.learning.gbdt.GbdtAlgorithm}. Bins come from
 * counts ({@link org.kumiki.learning.gbdt.BinRound}), trees level by level from sums of gradients
 * and counts ({@link org.kumiki.learning.gbdt.LevelRound}).
 */
package org.kumiki.learning.gbdt;
