package org.kumiki.ontology.unit;

import java.math.BigDecimal;

/**
 * A unit of the list. Its SI value is (value + offset) × multiplier, as QUDT defines it.
 *
 * @param iri QUDT's name, or ours where QUDT has none
 * @param symbol how it is written in messages
 * @param dimension the IRI of the QUDT dimension vector
 * @param multiplier the factor to SI base units
 * @param offset what is added before multiplying; zero except for temperature scales
 * @param scale whether it is a conventional scale, such as HRC, that converts to nothing else
 * @param angle whether it measures a plane angle: those have the dimension of pure numbers, and are
 *     none
 */
record ListedUnit(
    String iri,
    String symbol,
    String dimension,
    BigDecimal multiplier,
    BigDecimal offset,
    boolean scale,
    boolean angle) {}
