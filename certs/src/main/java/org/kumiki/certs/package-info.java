/**
 * X.509 for a consortium: its authority, what it issues, and who a certificate speaks for.
 *
 * <p>Pure: nothing here reads a file, a socket or the clock, and all randomness is handed in. Enter
 * by {@link org.kumiki.certs.issuance.Issuer} to make certificates and by {@link
 * org.kumiki.certs.trust.TrustAnchors} to judge them.
 */
package org.kumiki.certs;
