/**
 * How a node gets its keys from an invitation ({@link org.kumiki.node.identity.InvitedNode}), where
 * its certificate lies ({@link org.kumiki.node.identity.IdentityFiles}), whether all others have
 * signed what it pinned ({@link org.kumiki.node.identity.PinnedRoster}), and which roster follows
 * on which ({@link org.kumiki.node.identity.RosterPins}, {@link
 * org.kumiki.node.identity.RosterAnswers}) and when ({@link
 * org.kumiki.node.identity.RosterSightings}).
 */
package org.kumiki.node.identity;
