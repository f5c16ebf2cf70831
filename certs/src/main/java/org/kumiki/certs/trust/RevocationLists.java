package org.kumiki.certs.trust;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;

/** Whose a revocation list is. */
final class RevocationLists {
  private RevocationLists() {}

  static boolean isSignedBy(X509CRL list, X509Certificate authority) {
    if (!list.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
      return false;
    }
    try {
      list.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }
}
