package org.kumiki.coordinator.registry;

import org.kumiki.platform.http.Problem;

/** Why the registry does not give a model. */
public enum RegistryProblem implements Problem {
  WITHDRAWN("model-withdrawn", 410, "This model has been withdrawn"),
  REASON_MISSING("withdrawal-reason", 422, "A withdrawal needs its reason in both languages");

  private final Kind kind;

  RegistryProblem(String code, int status, String title) {
    this.kind = new Kind(code, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
