package org.kumiki.coordinator.membership;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.kumiki.certs.trust.Fingerprint;

/**
 * The certificates of each member. While one replaces another both count, and the first request
 * with the new one retires the old: an answer that was lost on the way locks nobody out, and a key
 * that was replaced is soon of no use. Every method works inside the caller's transaction.
 */
public final class MemberCertificates {
  /** A key's SHA-256 over its SubjectPublicKeyInfo, lower-case hexadecimal. */
  public static String keyDigest(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Enters a certificate of a member that is in the table; what an older release wrote is
   * completed.
   */
  public void add(Handle handle, String organisation, X509Certificate certificate) {
    handle
        .createUpdate(
            "INSERT INTO member_certificate (sha256, organisation, serial, key_sha256, not_after)"
                + " VALUES (:sha256, :organisation, :serial, :key, :notAfter)"
                + " ON CONFLICT (sha256) DO UPDATE SET serial = :serial, key_sha256 = :key,"
                + " not_after = :notAfter WHERE member_certificate.serial IS NULL")
        .bind("sha256", Fingerprint.of(certificate).hex())
        .bind("organisation", organisation)
        .bind("serial", certificate.getSerialNumber().toString(16))
        .bind("key", keyDigest(certificate.getPublicKey()))
        .bind(
            "notAfter",
            OffsetDateTime.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC))
        .execute();
  }

  /** Ends certificates that were issued to a member and never used, all but the newest. */
  public void retireUnused(Handle handle, String organisation, X509Certificate newest) {
    handle
        .createUpdate(
            "UPDATE member_certificate SET retired_at = now() WHERE organisation = :organisation"
                + " AND first_used_at IS NULL AND retired_at IS NULL AND sha256 <> :newest")
        .bind("organisation", organisation)
        .bind("newest", Fingerprint.of(newest).hex())
        .execute();
  }

  /** Ends every certificate of a member. */
  public void retireAll(Handle handle, String organisation) {
    handle
        .createUpdate(
            "UPDATE member_certificate SET retired_at = now()"
                + " WHERE organisation = :organisation AND retired_at IS NULL")
        .bind("organisation", organisation)
        .execute();
  }

  /** Whether a connection has used this certificate. */
  public boolean isUsed(Handle handle, X509Certificate certificate) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM member_certificate"
                + " WHERE sha256 = :sha256 AND first_used_at IS NOT NULL)")
        .bind("sha256", Fingerprint.of(certificate).hex())
        .mapTo(Boolean.class)
        .one();
  }

  /** Last instants of a member's certificates that count and have this key. */
  public List<OffsetDateTime> endsOfKey(Handle handle, String organisation, PublicKey key) {
    return handle
        .createQuery(
            "SELECT not_after FROM member_certificate WHERE organisation = :organisation"
                + " AND key_sha256 = :key AND retired_at IS NULL")
        .bind("organisation", organisation)
        .bind("key", keyDigest(key))
        .mapTo(OffsetDateTime.class)
        .list();
  }

  /** Whether a certificate of this key was taken back alone: the key may be in other hands. */
  public boolean isTakenBack(Handle handle, String organisation, PublicKey key) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM member_certificate c"
                + " JOIN issued_certificate i ON i.certificate_sha256 = c.sha256"
                + " WHERE c.organisation = :organisation AND c.key_sha256 = :key"
                + " AND i.revoked_at IS NOT NULL)")
        .bind("organisation", organisation)
        .bind("key", keyDigest(key))
        .mapTo(Boolean.class)
        .one();
  }

  /** Notes the first use, and retires what was admitted before. */
  void used(Handle handle, String organisation, Fingerprint certificate) {
    int first =
        handle
            .createUpdate(
                "UPDATE member_certificate SET first_used_at = now()"
                    + " WHERE sha256 = :certificate AND first_used_at IS NULL")
            .bind("certificate", certificate.hex())
            .execute();
    if (first == 1) {
      handle
          .createUpdate(
              "UPDATE member_certificate SET retired_at = now()"
                  + " WHERE organisation = :organisation AND retired_at IS NULL"
                  + " AND admitted_at < (SELECT admitted_at FROM member_certificate"
                  + " WHERE sha256 = :certificate)")
          .bind("organisation", organisation)
          .bind("certificate", certificate.hex())
          .execute();
    }
  }
}
