/**
 * The way from a member's columns to terms: the mapping file, and the plan that it makes for one
 * header row. Enter by {@link org.kumiki.ontology.mapping.MappingPlan}.
 *
 * <p>A plan, its problems and its description name headers, which are private to the member. They
 * are for the steward's eyes; only their codes may be logged or leave the house.
 */
package org.kumiki.ontology.mapping;
