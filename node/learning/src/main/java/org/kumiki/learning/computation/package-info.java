/**
 * What can be computed from sums alone: the closed catalogue of computations, their states and
 * results, and the contracts of the two halves of an algorithm.
 *
 * <p>Enter by {@link org.kumiki.learning.computation.Algorithm}: it starts a computation, says how
 * long a node's vector is and how its entries are bounded, folds rows into that vector and merges
 * the sum of all vectors into the next {@link org.kumiki.learning.computation.State} or the {@link
 * org.kumiki.learning.computation.Result}. {@link org.kumiki.learning.computation.CanonicalForm} is
 * how any of these become the bytes that everybody hashes.
 *
 * <p>The sealed roots and all their records live here because Java 17 wants a sealed family in one
 * package; the algorithms live beside, one package each. {@link
 * org.kumiki.learning.computation.Rehearsal} alone reads no row: its vector follows from the state.
 */
package org.kumiki.learning.computation;
