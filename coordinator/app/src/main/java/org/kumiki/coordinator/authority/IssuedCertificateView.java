package org.kumiki.coordinator.authority;

import io.micronaut.serde.annotation.Serdeable;
import java.time.OffsetDateTime;

/**
 * An issued certificate for the operator; times in ISO 8601.
 *
 * @param organisation null for the coordinator's own
 * @param revokedAt null while it counts
 */
@Serdeable
record IssuedCertificateView(
    String sha256,
    String serial,
    String subject,
    String organisation,
    String node,
    OffsetDateTime notAfter,
    OffsetDateTime revokedAt,
    String reason) {
  static IssuedCertificateView of(IssuedCertificates.Issued issued) {
    return new IssuedCertificateView(
        issued.sha256(),
        issued.serial(),
        issued.subject(),
        issued.organisation(),
        issued.node(),
        issued.notAfter(),
        issued.revokedAt(),
        issued.reason());
  }
}
