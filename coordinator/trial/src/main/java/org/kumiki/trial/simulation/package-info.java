/**
 * What a consortium would gain: one file split into members, one model trained by each member
 * alone, by sums only, and on all rows together. Enter by {@link
 * org.kumiki.trial.simulation.Simulation}.
 *
 * <p>The federated arm runs the very gate, masks, messages and merges of a deployed study; what a
 * simulation alone can do is take the bounds from the rows themselves, and pool them.
 */
package org.kumiki.trial.simulation;
