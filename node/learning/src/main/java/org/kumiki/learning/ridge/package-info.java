/**
 * Ridge regression from sums, equal to pooling the rows: {@link
 * org.kumiki.learning.ridge.RidgeAlgorithm}. Its rounds are those of {@code statistics}, to
 * standardise, and {@link org.kumiki.learning.ridge.GramRound}.
 */
package org.kumiki.learning.ridge;
