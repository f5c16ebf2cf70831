/**
 * The consortium's vocabulary: the log of its changes in PostgreSQL, what is read of it in memory,
 * its releases, and the ways in and out for people and programs. Enter by {@link
 * org.kumiki.coordinator.vocabulary.VocabularyStore}.
 *
 * <p>Whoever reads asks one {@link org.kumiki.coordinator.vocabulary.Snapshot}, which stays the
 * same until the question is answered:
 *
 * <pre>{@code
 * store.read(now -> now.statements(term))      // what is said about a term
 * store.read(now -> now.version(term))         // what a change of it is based on
 * }</pre>
 *
 * <p>Whoever edits makes a {@link org.kumiki.ontology.change.ChangeSet} and hands it to {@link
 * org.kumiki.coordinator.vocabulary.VocabularyStore#publish}. The answer is one of {@link
 * org.kumiki.coordinator.vocabulary.Publication}: published, in conflict with what came since, or
 * with the findings that it would bring. {@link
 * org.kumiki.coordinator.vocabulary.VocabularyStore#preview} answers the same and keeps nothing.
 * Other rooms never write the tables.
 */
package org.kumiki.coordinator.vocabulary;
