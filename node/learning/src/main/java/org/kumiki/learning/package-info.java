/**
 * What is computed inside a member's house, and how the sums of all houses become statistics and
 * models. Pure: no files, no network, no clock, no randomness of its own.
 *
 * <p>Enter by {@link org.kumiki.learning.Algorithms}.
 */
package org.kumiki.learning;
