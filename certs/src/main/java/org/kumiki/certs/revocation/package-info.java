/**
 * What a revocation list says (RFC 5280 section 5), as plain values. Enter by {@link
 * org.kumiki.certs.revocation.RevocationList}.
 */
package org.kumiki.certs.revocation;
