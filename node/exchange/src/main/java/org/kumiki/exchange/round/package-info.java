/**
 * The two pure machines of a study: {@link org.kumiki.exchange.round.NodeRound} at a member, {@link
 * org.kumiki.exchange.round.CoordinatorRound} at the coordinator. State and event go in, the next
 * state and what to do come out; files, databases and the network belong to the shells.
 */
package org.kumiki.exchange.round;
