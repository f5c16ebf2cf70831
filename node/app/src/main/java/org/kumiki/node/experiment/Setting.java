package org.kumiki.node.experiment;

/**
 * One thing to set in an experiment, for people.
 *
 * @param value a number or a formula, as people write it
 * @param unit its symbol; empty for none
 * @param term whose label may stand for the name; null where somebody gave it another
 */
public record Setting(String name, String value, String unit, String term) {}
