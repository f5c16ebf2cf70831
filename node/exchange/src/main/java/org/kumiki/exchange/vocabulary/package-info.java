/**
 * What a steward releases by hand for the shared vocabulary: which of its terms the member uses,
 * and headers for which it has none. No number of a row, no count and no time is in either; both
 * leave a node after a steward has seen them, and at no other moment. Enter by {@link
 * org.kumiki.exchange.vocabulary.UsageReport} and {@link
 * org.kumiki.exchange.vocabulary.HeaderProposal}.
 */
package org.kumiki.exchange.vocabulary;
