package org.kumiki.coordinator.editorial;

import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.platform.http.Problem;
import org.kumiki.platform.http.ProblemException;

/**
 * A refusal as a problem: its code is the refusal's, so that programs can tell them apart.
 *
 * @param kind made of the refusal's code
 */
record StepProblem(Kind kind) implements Problem {

  /** Ends a request with a refusal. */
  static ProblemException of(Refusal refusal) {
    Kind kind =
        new Kind(refusal.code(), EditorialRefusal.status(refusal), "The step was not taken");
    return new ProblemException(new StepProblem(kind), refusal.words().en());
  }
}
