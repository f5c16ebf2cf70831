/**
 * Releases: a state of the vocabulary under a number, a hash and a signature. Enter by {@link
 * org.kumiki.ontology.release.Release}; the terms that a node needs of one are read by {@link
 * org.kumiki.ontology.release.ReleaseTerms}.
 *
 * <p>The content of a release is the canonical N-Quads of all statements, so that its hash can be
 * checked with {@code sha256sum} and its signature with any Ed25519 tool.
 */
package org.kumiki.ontology.release;
