package org.kumiki.node.experiment;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.wire.Sha256;

/**
 * A private table of candidates.
 *
 * @param name as people call it
 * @param account of whoever brought it; empty for the machine's owner, who has none
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

  /** Another one whenever the table is read in another way. */
  public String reading() {
    byte[] text = mapping.orElse("").getBytes(StandardCharsets.UTF_8);
    return Sha256.hash("kumiki mapping", text).hex();
  }
}
