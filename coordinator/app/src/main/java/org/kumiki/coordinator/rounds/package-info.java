/**
 * The rounds: events recorded, the pure machine stepped, messages put into inboxes, sums opened.
 */
package org.kumiki.coordinator.rounds;
