/**
 * How a member's node gets its certificate: invitations, EST (RFC 7030), requests that wait for the
 * operator, renewal. Enter by {@link org.kumiki.coordinator.enrolment.Enrolments}.
 */
package org.kumiki.coordinator.enrolment;
