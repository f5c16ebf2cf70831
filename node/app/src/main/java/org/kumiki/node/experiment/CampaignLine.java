package org.kumiki.node.experiment;

import java.time.Instant;
import java.util.List;

/** A campaign in the list of all; {@code trouble} says in English why it cannot be read. */
public record CampaignLine(
    String name,
    List<CampaignView.Goal> goals,
    int batches,
    boolean working,
    long measured,
    long failed,
    int open,
    Instant madeAt,
    String trouble) {}
