package org.kumiki.trial.simulation;

import java.util.List;
import org.kumiki.trial.simulation.table.TableRequest;

/**
 * What to transfer between two tables of the same features.
 *
 * @param source the table of many rows, which the members hold
 * @param sourceRows so many of them are drawn
 * @param target the table of few
 * @param models families to train on the source by sums, as {@code --models} names them
 * @param rows how many rows of the target to learn from, ascending
 * @param draws of those rows, each tested on all others
 */
public record TransferRequest(
    TableRequest source,
    int sourceRows,
    TableRequest target,
    List<String> models,
    List<Integer> rows,
    int draws,
    long seed) {
  public TransferRequest {
    models = List.copyOf(models);
    rows = List.copyOf(rows);
  }
}
