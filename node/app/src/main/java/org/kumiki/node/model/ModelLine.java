package org.kumiki.node.model;

import java.time.Instant;

/**
 * A model in the list of all.
 *
 * @param fetched whether others computed it
 * @param usable whether the study's rights let this organisation use it
 */
public record ModelLine(
    String hash,
    String title,
    String kind,
    String target,
    long rows,
    int contributors,
    boolean withdrawn,
    boolean fetched,
    boolean usable,
    Instant endedAt) {}
