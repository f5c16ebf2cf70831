package org.kumiki.ontology.change;

/**
 * A term that is not as the maker of a change saw it.
 *
 * @param term its IRI
 * @param basedOn the version that the maker saw
 * @param current the place in the log of the last change to it; 0 if there never was one
 */
public record Conflict(String term, long basedOn, long current) {}
