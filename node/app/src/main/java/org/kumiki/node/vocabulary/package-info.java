/**
 * Which vocabulary this node speaks: the shipped one, or the signed release of the consortium that
 * its steward has chosen. Enter by {@link org.kumiki.node.vocabulary.VocabularyReleases}.
 *
 * <p>Releases come over the exchange and are kept once they are verified under the coordinator's
 * key in this node's own rosters. None is used before a steward says so: units and domains of terms
 * decide what sums mean, and the coordinator does not.
 */
package org.kumiki.node.vocabulary;
