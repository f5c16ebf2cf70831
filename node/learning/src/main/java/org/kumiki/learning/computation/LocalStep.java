package org.kumiki.learning.computation;

/**
 * The half of a round that runs at a node: a fold of its rows into one vector. A node with several
 * cores starts one partial each and combines them; the order changes the last bits only.
 * Thread-safe.
 */
@FunctionalInterface
public interface LocalStep {
  /** A fold over no rows yet. */
  Partial start();
}
