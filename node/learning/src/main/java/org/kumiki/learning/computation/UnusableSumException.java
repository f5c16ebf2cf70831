package org.kumiki.learning.computation;

/**
 * An opened sum from which no next state follows: it is not the sum of such vectors (a member or
 * the coordinator broke the protocol, or rows changed between two rounds), or there is nothing to
 * solve (no row, features that depend on each other without a penalty). The message names which; it
 * carries no more than the sum, which is public by then, says. Every node that merges the same sum
 * gets the same.
 */
public final class UnusableSumException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public UnusableSumException(String message) {
    super(message);
  }
}
