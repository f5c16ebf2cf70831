package org.kumiki.exchange.disclosure;

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
 */
public record ReleaseRequest(
    Study study,
    Optional<Approval> approval,
    long epoch,
    int round,
    String subject,
    FixedPointLayout layout,
    long rows,
    double[] values) {}
