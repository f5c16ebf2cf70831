package org.kumiki.trial.simulation;

import java.util.List;
import org.kumiki.learning.validation.ErrorMeasures;

/**
 * How well a model predicts the test rows of a member whose rows took no part in it: the same
 * model, by the sums of all others. What an organisation could expect that has not joined. Only a
 * simulation can tell: decision 29.
 *
 * @param predictions one a test row, by the model without that row's member
 * @param members in the table's order
 * @param overall over all test rows
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and read only.
public record LeftOut(double[] predictions, List<ErrorMeasures> members, ErrorMeasures overall) {
  public LeftOut {
    members = List.copyOf(members);
  }
}
