package org.kumiki.ontology.editorial;

import java.util.function.Function;

/** What became of a step. */
public sealed interface Outcome {

  /** It was taken. */
  record Taken(Proposal proposal) implements Outcome {}

  /** It was not, and nothing has changed. */
  record NotTaken(Refusal refusal) implements Outcome {}

  /** The answer for this outcome. */
  default <T> T fold(Function<Taken, T> taken, Function<NotTaken, T> notTaken) {
    return this instanceof Taken step ? taken.apply(step) : notTaken.apply((NotTaken) this);
  }
}
