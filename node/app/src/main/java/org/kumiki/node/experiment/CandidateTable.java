package org.kumiki.node.experiment;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A private table of candidates.
 *
 * @param name as people call it
 * @param account of whoever brought it
 * @param madeBy who, for people
 * @param mapping by which its page reads it; empty until somebody gave one
 * @param campaigns names of those that read it
 */
public record CandidateTable(
    String sha256,
    String name,
    long bytes,
    String account,
    String madeBy,
    OffsetDateTime madeAt,
    Optional<String> mapping,
    List<String> campaigns) {
  public CandidateTable {
    campaigns = List.copyOf(campaigns);
  }
}
