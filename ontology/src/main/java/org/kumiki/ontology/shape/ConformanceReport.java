package org.kumiki.ontology.shape;

import java.util.List;

/**
 * What a check found.
 *
 * @param violations sorted by focus, path and message; empty if all is well
 */
public record ConformanceReport(List<Violation> violations) {

  public ConformanceReport {
    violations = violations.stream().sorted().toList();
  }

  /** Whether nothing was found. */
  public boolean conforms() {
    return violations.isEmpty();
  }
}
