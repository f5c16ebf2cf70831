package org.kumiki.node.experiment;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * A campaign as it is kept.
 *
 * @param file the campaign file's text
 * @param raw SHA-256 of the table of candidates; null for a space
 * @param mapping of the table; null for a space
 * @param units IRIs of the units of results
 * @param candidates how many there are; infinite where they are continuous
 */
public record CampaignRow(
    long id,
    String name,
    String file,
    String raw,
    String mapping,
    List<String> units,
    double candidates,
    String madeBy,
    OffsetDateTime madeAt) {
  public CampaignRow {
    units = List.copyOf(units);
  }
}
