package org.kumiki.coordinator.editorial;

import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.platform.http.Problem;
import org.kumiki.platform.http.ProblemException;

/**
 * A refusal as a problem: its code is the refusal's, so that programs can tell them apart.
 *
 * @param code as {@link Refusal#code}
 */
record StepProblem(String code, int status) implements Problem {

  /** Ends a request with a refusal. */
  static ProblemException of(Refusal refusal) {
    return new ProblemException(
        new StepProblem(refusal.code(), EditorialRefusal.status(refusal)), refusal.words().en());
  }

  @Override
  public String title() {
    return "The step was not taken";
  }

  @Override
  public boolean retryable() {
    return false;
  }
}
