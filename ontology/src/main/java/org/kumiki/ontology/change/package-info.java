/**
 * How the vocabulary changes: change sets over named graphs, in RDF Patch form, and what follows
 * from a log of them. Enter by {@link org.kumiki.ontology.change.ChangeSet}.
 *
 * <p>Whoever edits reads the statements about a term and its {@linkplain
 * org.kumiki.ontology.change.TermVersions version}, makes the statements as they shall be, and
 * hands in a change set that names that version:
 *
 * <pre>{@code
 * Patch patch = Patch.between(before, after);
 * Origin origin = Origin.edit(account, name, organisation, nowMillis, "Synonym of JIS", Optional.of("17"));
 * ChangeSet change = new ChangeSet(id, origin, Map.of(term, version), patch);
 * }</pre>
 *
 * <p>{@link org.kumiki.ontology.change.Verdict#of} says whether it may stand: a term that has been
 * changed since is a conflict, never overwritten. A {@link org.kumiki.ontology.change.LogEntry} is
 * a change set at its place; {@link org.kumiki.ontology.change.ChangeSet#undoing} takes one back as
 * a whole, {@link org.kumiki.ontology.change.Patch#then} joins two, and {@link
 * org.kumiki.ontology.change.TermDiff} tells a patch to people, term by term. {@link
 * org.kumiki.ontology.change.ShippedUpgrade} brings what a newer program ships under what a
 * consortium has changed itself.
 *
 * <p>There are no blank nodes: a file's are named when it is imported. So the sorted canonical
 * N-Quads of {@link org.kumiki.ontology.change.CanonicalQuads} are the canonical form of W3C
 * RDFC-1.0, which has nothing else to do where nothing is blank.
 */
package org.kumiki.ontology.change;
