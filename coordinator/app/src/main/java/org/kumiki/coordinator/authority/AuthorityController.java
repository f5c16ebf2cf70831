package org.kumiki.coordinator.authority;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Clock;
import java.util.List;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.revocation.RevocationReason;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** The authorities for the operator: how they stand, and the steps of a rotation. */
@Controller("/api/v1/authorities")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuthorityController {
  private final OnlineAuthority authority;
  private final Rotation rotation;
  private final Clock clock;

  AuthorityController(OnlineAuthority authority, Clock clock) {
    this.authority = authority;
    this.rotation = new Rotation(authority);
    this.clock = clock;
  }

  /**
   * Whom a step does not wait for.
   *
   * @param without nodes as {@code organisation/node}; null for none
   * @param reason why; null if there are none
   */
  @Serdeable
  record Step(@Nullable List<String> without, @Nullable String reason) {
    Rotation.Exemption exemption() {
      return new Rotation.Exemption(without == null ? List.of() : without, reason);
    }
  }

  /** Why a certificate is taken back, e.g. {@code key-compromise}. */
  @Serdeable
  record Revocation(String reason) {}

  /** PEM blocks one after another. */
  @Serdeable
  record PemText(String pem) {}

  /** Authorities, lists and acknowledgements. */
  @Get
  @OpenTo({Role.OPERATOR, Role.AUDITOR})
  AuthorityStatus status() {
    return AuthorityStatus.of(authority, clock.instant());
  }

  /** All certificates that have not expired. */
  @Get("/certificates")
  @OpenTo({Role.OPERATOR, Role.AUDITOR})
  List<IssuedCertificateView> certificates() {
    return authority.issued().current(clock.instant()).stream()
        .map(IssuedCertificateView::of)
        .toList();
  }

  /** The bundle that counts, as PEM, for a request to the root. */
  @Get("/bundle")
  @OpenTo({Role.OPERATOR, Role.AUDITOR})
  PemText bundle() {
    return new PemText(Pem.bundles(List.of(authority.signedBundle())));
  }

  /** All revocation lists, as PEM. */
  @Get("/revocation-lists")
  @OpenTo({Role.OPERATOR, Role.AUDITOR})
  PemText revocationLists() {
    return new PemText(Pem.revocationLists(authority.revocationLists()));
  }

  /** Installs what the root signed. */
  @Post("/answer")
  @OpenTo(Role.OPERATOR)
  @Consumes(MediaType.TEXT_PLAIN)
  AuthorityStatus install(@Body String text) {
    try {
      rotation.install(Pem.readBundles(text));
    } catch (CertificateRefused e) {
      throw new ProblemException(AuthorityProblem.NOT_ACCEPTABLE, e.getMessage());
    }
    return status();
  }

  /** Makes the introduced authority the active one. */
  @Post("/activation")
  @OpenTo(Role.OPERATOR)
  AuthorityStatus activate(@Body Step step) {
    rotation.activate(step.exemption());
    return status();
  }

  /** Takes the old authority away. */
  @Post("/retirement")
  @OpenTo(Role.OPERATOR)
  AuthorityStatus retire(@Body Step step) {
    rotation.retire(step.exemption());
    return status();
  }

  /** Takes one certificate back. */
  @Post("/certificates/{sha256}/revocation")
  @OpenTo(Role.OPERATOR)
  AuthorityStatus revoke(String sha256, @Body Revocation revocation) {
    try {
      if (!authority.revoke(
          new Fingerprint(sha256), RevocationReason.ofText(revocation.reason()))) {
        throw new ProblemException(
            CommonProblem.NOT_FOUND, "There is no such certificate, or it was revoked before");
      }
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, e.getMessage());
    }
    return status();
  }
}
