/**
 * How a node gets its keys and pins its consortium ({@link org.kumiki.node.identity.Joining}),
 * whether all others have signed what it pinned ({@link org.kumiki.node.identity.PinnedRoster}),
 * and which roster follows on which ({@link org.kumiki.node.identity.RosterPins}, {@link
 * org.kumiki.node.identity.RosterAnswers}).
 */
package org.kumiki.node.identity;
