/**
 * What people look at: a term with all that is said about it, the levels of the tree, and the ways
 * down to a term. Works on any SKOS graph, ours or anybody's, and never loops on one that does.
 * Enter by {@link org.kumiki.ontology.browse.TermPage} and {@link
 * org.kumiki.ontology.browse.TermTree}.
 */
package org.kumiki.ontology.browse;
