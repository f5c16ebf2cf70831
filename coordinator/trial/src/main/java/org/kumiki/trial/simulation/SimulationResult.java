package org.kumiki.trial.simulation;

import java.util.List;
import java.util.Optional;
import org.kumiki.trial.simulation.ModelFamily.LinearPart;
import org.kumiki.trial.simulation.table.Table;

/**
 * What came of a simulation.
 *
 * @param members in the table's order
 * @param overall over all test rows
 * @param federated and {@code pooled}: the linear parts, where the model has some
 * @param leftOut what the models without a member predict for it, if that was asked
 * @param trust what the federated model says about its own predictions
 * @param shippedMinimumRows training rows below which the shipped policy refuses a member
 * @param rounds of the federated arm, the round of flags among them
 * @param bytesUpPerMember what the busiest member would send
 */
public record SimulationResult(
    SimulationRequest request,
    Table table,
    Predictions predictions,
    List<MemberOutcome> members,
    Scores overall,
    Optional<LinearPart> federated,
    Optional<LinearPart> pooled,
    Optional<LeftOut> leftOut,
    Trust trust,
    int shippedMinimumRows,
    int rounds,
    long bytesUpPerMember) {
  public SimulationResult {
    members = List.copyOf(members);
  }

  /** What one member gained, on its own test rows. */
  public record MemberOutcome(
      String name,
      List<String> values,
      int trainRows,
      int testRows,
      Personal personal,
      Scores scores) {}

  /** The members that the shipped policy would refuse for too few training rows. */
  public List<String> refusedByPolicy() {
    return members.stream()
        .filter(member -> member.trainRows() < shippedMinimumRows)
        .map(MemberOutcome::name)
        .toList();
  }
}
