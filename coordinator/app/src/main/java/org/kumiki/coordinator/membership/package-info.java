/**
 * Who may open a connection, checked on every request; which roster is in force, and which one is
 * offered for signature. Enter by {@link org.kumiki.coordinator.membership.MembershipStore}, {@link
 * org.kumiki.coordinator.membership.RosterStore} and {@link
 * org.kumiki.coordinator.membership.RosterBallots}.
 */
package org.kumiki.coordinator.membership;
