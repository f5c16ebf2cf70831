/**
 * Who counts: organisations, one seat and one signing key each. Enter by {@link
 * org.kumiki.exchange.roster.RosterSnapshot}, which every node pins by its hash; {@link
 * org.kumiki.exchange.roster.SignedRoster} says whether all have signed it, and {@link
 * org.kumiki.exchange.roster.RosterSuccession} whether another one may take its place.
 */
package org.kumiki.exchange.roster;
