package org.kumiki.coordinator.editorial;

import org.kumiki.ontology.editorial.Participant;
import org.kumiki.ontology.editorial.Stage;

/**
 * A proposal in a list.
 *
 * @param edits how many edits it has
 * @param approvals votes for the last revision
 * @param objections votes against it
 * @param createdAtMillis milliseconds since 1970 (UTC)
 * @param changedAtMillis when its last step was
 */
public record ProposalSummary(
    long number,
    String title,
    Stage stage,
    Participant author,
    int revision,
    int edits,
    int approvals,
    int objections,
    long createdAtMillis,
    long changedAtMillis) {}
