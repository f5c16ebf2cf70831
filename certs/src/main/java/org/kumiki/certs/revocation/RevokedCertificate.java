package org.kumiki.certs.revocation;

import java.math.BigInteger;
import java.time.Instant;

/**
 * One entry of a revocation list.
 *
 * @param serial the certificate's, unique at its authority
 * @param at since when it counts as revoked
 */
public record RevokedCertificate(BigInteger serial, Instant at, RevocationReason reason) {
  public RevokedCertificate {
    if (serial.signum() <= 0 || at == null || reason == null) {
      throw new IllegalArgumentException("A serial number, a time and a reason are needed");
    }
  }
}
