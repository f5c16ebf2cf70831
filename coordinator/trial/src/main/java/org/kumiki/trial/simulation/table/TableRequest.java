package org.kumiki.trial.simulation.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is to be read from a file.
 *
 * @param memberColumn the column whose values are the members
 * @param target the column to predict
 * @param members into how many members the values are grouped; each is its own where empty
 * @param composition the column of formulas, described by the Magpie preset
 * @param excluded headers that {@link NumericColumns} does not take, as they were written
 */
public record TableRequest(
    Path data,
    String memberColumn,
    String target,
    OptionalInt members,
    Optional<String> composition,
    NumericColumns numeric,
    List<String> excluded,
    TestRows testRows) {
  public TableRequest {
    excluded = List.copyOf(excluded);
  }
}
