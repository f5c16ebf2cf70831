package org.kumiki.coordinator.membership;

import org.kumiki.exchange.roster.Organisation;

/**
 * Whose coordinator this is.
 *
 * @param name identifier of the consortium
 * @param coordinator its own name and signing key, as a first roster lists it
 */
public record Consortium(String name, Organisation coordinator) {}
