package org.kumiki.ontology.mapping;

import java.util.List;
import java.util.function.Function;

/**
 * Why a mapping does not work: all problems at once, so that one correction suffices.
 *
 * @param problems at least one, in the order of the mapping file
 */
public record MappingRefusal(List<MappingProblem> problems) implements MappingResult {
  public MappingRefusal {
    problems = List.copyOf(problems);
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a refusal has a reason");
    }
  }

  @Override
  public <T> T fold(Function<MappingPlan, T> plan, Function<MappingRefusal, T> refusal) {
    return refusal.apply(this);
  }
}
