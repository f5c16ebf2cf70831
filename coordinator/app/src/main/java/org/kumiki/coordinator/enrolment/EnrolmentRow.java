package org.kumiki.coordinator.enrolment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stored request for a certificate.
 *
 * @param number its number in the table
 * @param kind what entitles the sender to ask
 * @param organisation who asks
 * @param node the node's identifier
 * @param displayName from the invitation; empty for other kinds
 * @param request PKCS#10 in DER, checked when it came
 * @param state how it stands
 * @param approvals who has approved, whatever became of it afterwards
 */
record EnrolmentRow(
    long number,
    Kind kind,
    String organisation,
    String node,
    Optional<String> displayName,
    byte[] request,
    Instant requestedAt,
    Enrolment state,
    List<Enrolment.Approval> approvals) {
  EnrolmentRow {
    approvals = List.copyOf(approvals);
  }

  /** What entitles the sender to ask. */
  enum Kind {
    /** An invitation. */
    FIRST,
    /** A certificate that is valid. */
    RENEWAL,
    /** The key of a certificate that has expired. */
    GRACE
  }
}
