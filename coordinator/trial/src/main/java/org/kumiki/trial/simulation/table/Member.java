package org.kumiki.trial.simulation.table;

import java.util.List;

/**
 * One simulated organisation.
 *
 * @param values the values of the member column that it holds, at least one
 */
public record Member(String name, List<String> values) {
  public Member {
    values = List.copyOf(values);
  }
}
