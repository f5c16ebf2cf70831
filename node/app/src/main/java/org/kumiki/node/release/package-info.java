/**
 * What a steward may let go by hand for the shared vocabulary, and what would leave if so. Enter by
 * {@link org.kumiki.node.release.WouldLeave}; what was released is kept by {@link
 * org.kumiki.node.participation.HandReleases}.
 */
package org.kumiki.node.release;
