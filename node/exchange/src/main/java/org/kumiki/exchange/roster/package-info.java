/**
 * Who counts: organisations, one seat and one signing key each. Enter by {@link
 * org.kumiki.exchange.roster.RosterSnapshot}, which every node pins by its hash.
 */
package org.kumiki.exchange.roster;
