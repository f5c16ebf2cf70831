/**
 * Whom a certificate speaks for, and whether the consortium's authority says so. Enter by {@link
 * org.kumiki.certs.trust.TrustAnchors}.
 */
package org.kumiki.certs.trust;
