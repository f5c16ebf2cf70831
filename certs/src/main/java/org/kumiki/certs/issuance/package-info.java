/**
 * Keys, signing requests and the authority that answers them. Enter by {@link
 * org.kumiki.certs.issuance.Issuer}.
 */
package org.kumiki.certs.issuance;
