/**
 * Editing the vocabulary by proposals: drafts, reviews, votes and threads in PostgreSQL, headers
 * that members' stewards have released, pairs to compare, and the spreadsheet round trip. Enter by
 * {@link org.kumiki.coordinator.editorial.Proposals}.
 *
 * <p>What is decided here is decided by {@code ontology.editorial}; this room keeps it. Pages and
 * programs call the same services: each takes the person who asks and answers with a {@link
 * org.kumiki.coordinator.editorial.Step} or a view, never with an exception for what a person did.
 */
package org.kumiki.coordinator.editorial;
