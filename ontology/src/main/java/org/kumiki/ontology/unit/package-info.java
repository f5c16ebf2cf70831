/**
 * Units as laboratories write them, and the way from them to the unit of a term. Enter by {@link
 * org.kumiki.ontology.unit.UnitConverter}.
 *
 * <p>The units, their factors and spellings are in {@code units.ttl}. QUDT gives names and
 * dimension vectors; the factors are exact definitions, because those of the QUDT release inside
 * qudtlib are wrong for a percent and for rates. A unit that is not listed is refused, never
 * guessed.
 */
package org.kumiki.ontology.unit;
