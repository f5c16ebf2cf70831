/**
 * Who may open a connection, checked on every request, and who has signed the roster. Enter by
 * {@link org.kumiki.coordinator.membership.MembershipStore} and {@link
 * org.kumiki.coordinator.membership.RosterSignatures}.
 */
package org.kumiki.coordinator.membership;
