package org.kumiki.coordinator.authority;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.revocation.RevocationList;
import org.kumiki.certs.revocation.RevokedCertificate;
import org.kumiki.certs.trust.AuthorityKeyId;

/** Makes the revocation lists of issuing authorities, daily and whenever one changes. */
final class RevocationPublisher {
  /** A new one every day, so that a day's outage of a reader changes nothing. */
  private static final Duration EVERY = Duration.ofDays(1);

  private static final Duration LIFE = Duration.ofDays(7);

  private final Jdbi jdbi;
  private final IssuedCertificates issued;

  RevocationPublisher(Jdbi jdbi, IssuedCertificates issued) {
    this.jdbi = jdbi;
    this.issued = issued;
  }

  /** Makes this authority's list if the last one is a day old or says something else. */
  void publish(Issuer authority, Instant now) {
    AuthorityKeyId id = AuthorityKeyId.of(authority.certificate());
    jdbi.useTransaction(
        handle -> {
          // Two coordinators beside each other must not make two lists of one number.
          handle.execute("LOCK TABLE revocation_list IN SHARE ROW EXCLUSIVE MODE");
          List<RevokedCertificate> revoked = issued.revokedOf(handle, id, now);
          Optional<X509CRL> last = last(handle, id);
          if (last.isPresent() && !isDue(last.get(), revoked, now)) {
            return;
          }
          BigInteger number = number(handle, id);
          RevocationList list = new RevocationList(number, now, now.plus(LIFE), revoked);
          insert(handle, id, list, authority.revocationList(list));
        });
  }

  /** The last list of each of these authorities that has one. */
  List<X509CRL> lists(Collection<AuthorityKeyId> authorities) {
    return jdbi.withHandle(
        handle ->
            authorities.stream()
                .distinct()
                .flatMap(authority -> last(handle, authority).stream())
                .toList());
  }

  private static boolean isDue(X509CRL last, List<RevokedCertificate> revoked, Instant now) {
    Set<BigInteger> listed =
        last.getRevokedCertificates() == null
            ? Set.of()
            : last.getRevokedCertificates().stream()
                .map(X509CRLEntry::getSerialNumber)
                .collect(Collectors.toUnmodifiableSet());
    Set<BigInteger> wanted =
        new HashSet<>(revoked.stream().map(RevokedCertificate::serial).toList());
    return !listed.equals(wanted) || !now.isBefore(last.getThisUpdate().toInstant().plus(EVERY));
  }

  private static Optional<X509CRL> last(Handle handle, AuthorityKeyId authority) {
    return handle
        .createQuery(
            "SELECT bytes FROM revocation_list WHERE authority = :authority"
                + " ORDER BY number DESC LIMIT 1")
        .bind("authority", authority.hex())
        .map((row, context) -> parse(row.getBytes(1)))
        .findOne();
  }

  private static BigInteger number(Handle handle, AuthorityKeyId authority) {
    return BigInteger.valueOf(
        handle
            .createQuery(
                "SELECT coalesce(max(number), 0) + 1 FROM revocation_list"
                    + " WHERE authority = :authority")
            .bind("authority", authority.hex())
            .mapTo(Long.class)
            .one());
  }

  private static void insert(
      Handle handle, AuthorityKeyId authority, RevocationList list, X509CRL signed) {
    try {
      handle
          .createUpdate(
              "INSERT INTO revocation_list (authority, number, bytes, made_at, next_update)"
                  + " VALUES (:authority, :number, :bytes, :madeAt, :nextUpdate)")
          .bind("authority", authority.hex())
          .bind("number", list.number().longValueExact())
          .bind("bytes", signed.getEncoded())
          .bind("madeAt", list.thisUpdate().atOffset(ZoneOffset.UTC))
          .bind("nextUpdate", list.nextUpdate().atOffset(ZoneOffset.UTC))
          .execute();
    } catch (CRLException e) {
      throw new IllegalStateException("a list that was just made has an encoding", e);
    }
  }

  private static X509CRL parse(byte[] der) {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a list in the database cannot be read", e);
    }
  }
}
