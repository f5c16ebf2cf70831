package org.kumiki.coordinator.vocabulary;

import java.util.UUID;
import org.kumiki.ontology.change.Origin;

/**
 * An entry of the log without what it does.
 *
 * @param sequence its place
 * @param id chosen by who made the change
 * @param origin who, when, why
 * @param statements how many statements it removes and adds
 * @param previousHash the hash of the entry before
 * @param hash its own
 */
public record EntryHead(
    long sequence, UUID id, Origin origin, int statements, String previousHash, String hash) {}
