package org.kumiki.node.model;

import java.time.Instant;

/** A model in the list of all. */
public record ModelLine(
    String hash,
    String title,
    String kind,
    String target,
    long rows,
    int contributors,
    boolean withdrawn,
    Instant endedAt) {}
