package org.kumiki.coordinator.editorial;

import java.util.UUID;
import org.kumiki.ontology.editorial.Proposal;

/**
 * A proposal as it is kept.
 *
 * @param version counts its steps; who writes names the one that was read
 * @param changeId the change set's id in the log, if it is published
 * @param changedAtMillis when its last step was, milliseconds since 1970 (UTC)
 */
public record StoredProposal(Proposal proposal, long version, UUID changeId, long changedAtMillis) {

  /** For people. */
  public long number() {
    return proposal.head().number();
  }
}
