/**
 * How the vocabulary is edited: by proposals. Enter by {@link
 * org.kumiki.ontology.editorial.Proposal}.
 *
 * <p>Somebody writes {@link org.kumiki.ontology.editorial.Edit}s: a new term, a synonym, a merge.
 * {@link org.kumiki.ontology.editorial.Drafted#of} makes one patch of all of them from the
 * statements of today, and says in words which cannot be made and what would become worse. {@link
 * org.kumiki.ontology.editorial.ProposalMachine#step} leads a proposal from draft through review to
 * the log, under the {@link org.kumiki.ontology.editorial.ReviewRules} of the schemes that it
 * touches. Nothing here opens a file, knows the time or keeps anything.
 */
package org.kumiki.ontology.editorial;
