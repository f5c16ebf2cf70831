package org.kumiki.certs.revocation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What an authority's revocation list is to say. Immutable.
 *
 * @param number greater than that of every earlier list of this authority
 * @param thisUpdate when it is made
 * @param nextUpdate when there will be another at the latest; afterwards it says nothing any more
 * @param revoked all revoked certificates that have not expired; kept by serial number
 */
public record RevocationList(
    BigInteger number, Instant thisUpdate, Instant nextUpdate, List<RevokedCertificate> revoked) {
  public RevocationList {
    if (number.signum() < 0 || !thisUpdate.isBefore(nextUpdate)) {
      throw new IllegalArgumentException("A list has a number and a life");
    }
    revoked = revoked.stream().sorted(Comparator.comparing(RevokedCertificate::serial)).toList();
    if (revoked.stream().map(RevokedCertificate::serial).distinct().count() != revoked.size()) {
      throw new IllegalArgumentException("A certificate is revoked once");
    }
  }
}
