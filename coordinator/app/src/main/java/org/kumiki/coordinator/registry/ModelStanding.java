package org.kumiki.coordinator.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;

/**
 * What is known of a model since it was registered; its card never changes.
 *
 * @param lineage the title of the studies that make it; null for a model without one
 * @param version 1, 2, 3, … of its lineage
 * @param supersedes hash of the version before; null for the first
 * @param supersededBy hash of the next version; null for the newest
 * @param withdrawal null while it is given out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelStanding(
    String lineage,
    Integer version,
    String supersedes,
    String supersededBy,
    Withdrawal withdrawal) {
  /** Why a model is given out no more. */
  public record Withdrawal(String reasonEn, String reasonJa, String by, OffsetDateTime at) {}

  public boolean withdrawn() {
    return withdrawal != null;
  }
}
