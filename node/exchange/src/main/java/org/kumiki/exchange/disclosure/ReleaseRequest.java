package org.kumiki.exchange.disclosure;

import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.study.Study;

/**
 * What asks to leave.
 *
 * @param study the study, as approved
 * @param approval the steward's decision; empty denies
 * @param epoch and {@code round}: for the ledger
 * @param subject what the vector says, in a sentence for the steward
 * @param layout bounds and scales that follow from the study and its state
 * @param rows rows that the numbers rest on
 * @param values the numbers, one an entry of the layout
 * @param columns digests of what the rows give, in the first round; they stay at home
 */
public record ReleaseRequest(
    Study study,
    Optional<Approval> approval,
    long epoch,
    int round,
    String subject,
    FixedPointLayout layout,
    long rows,
    double[] values,
    List<ColumnDigest> columns) {
  public ReleaseRequest {
    columns = List.copyOf(columns);
  }

  /** Of a later round, or of rows that nobody will ask again. */
  public ReleaseRequest(
      Study study,
      Optional<Approval> approval,
      long epoch,
      int round,
      String subject,
      FixedPointLayout layout,
      long rows,
      double[] values) {
    this(study, approval, epoch, round, subject, layout, rows, values, List.of());
  }
}
