/**
 * Counts, means and variances in two rounds: {@link
 * org.kumiki.learning.statistics.MomentsAlgorithm}.
 *
 * <p>The two rounds, {@link org.kumiki.learning.statistics.CentringRound} and {@link
 * org.kumiki.learning.statistics.ScalingRound}, also standardise the features of models.
 */
package org.kumiki.learning.statistics;
