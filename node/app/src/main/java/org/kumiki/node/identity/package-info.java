/**
 * How a node gets its keys and pins its consortium ({@link org.kumiki.node.identity.Joining}), and
 * whether all others have signed what it pinned ({@link org.kumiki.node.identity.PinnedRoster}).
 */
package org.kumiki.node.identity;
