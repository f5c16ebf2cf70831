package org.kumiki.ontology.mapping;

import java.util.function.Function;

/** What a mapping file means for one header row: a plan, or what is wrong with it. */
public sealed interface MappingResult permits MappingPlan, MappingRefusal {
  /** Either answer, handled. */
  <T> T fold(Function<MappingPlan, T> plan, Function<MappingRefusal, T> refusal);
}
