/**
 * Who counts: organisations, one seat and one signing key each. Enter by {@link
 * org.kumiki.exchange.roster.RosterSnapshot}, which every node pins by its hash; {@link
 * org.kumiki.exchange.roster.SignedRoster} says whether all have signed it, and {@link
 * org.kumiki.exchange.roster.RosterSuccession} whether another one may take its place, by the
 * signatures of all or by what {@link org.kumiki.exchange.roster.GrowthTally} counts. What is
 * offered and not yet signed by all is a {@link org.kumiki.exchange.roster.RosterProposal}; what
 * was adopted is a {@link org.kumiki.exchange.roster.RosterChain}.
 */
package org.kumiki.exchange.roster;
