package org.kumiki.platform.people;

import java.time.Instant;

/**
 * What the issuer granted at a sign-in or its renewal. Secrets: neither printed nor logged.
 *
 * @param identityToken goes back to the issuer at logout, as a hint whose session to end
 * @param refreshToken asks the issuer whether all this still holds; empty if there is none
 * @param session the issuer's own session, {@code sid}; empty if it named none
 * @param confirmedUntil when to ask again
 */
record Grant(
    Identity identity,
    String identityToken,
    String refreshToken,
    String session,
    Instant confirmedUntil) {
  @Override
  public String toString() {
    return "Grant[" + identity.subject() + "]";
  }
}
