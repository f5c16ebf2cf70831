package org.kumiki.coordinator.enrolment;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.coordinator.platform.CoordinatorSettings;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Invitations, for the operator. */
@Controller("/api/v1/invitations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class InvitationController {
  private static final int MAX_DAYS = 90;
  private static final int MAX_NAME_CHARS = 100;

  private final Invitations invitations;
  private final NodeIssuance issuance;
  private final CoordinatorSettings settings;
  private final Clock clock;

  InvitationController(
      Invitations invitations, NodeIssuance issuance, CoordinatorSettings settings, Clock clock) {
    this.invitations = invitations;
    this.issuance = issuance;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Whom to invite.
   *
   * @param organisation short identifier
   * @param name for people, 1 to 100 characters
   * @param days how long the invitation may be used, 1 to 90
   */
  @Serdeable
  record InvitationRequest(String organisation, String name, int days) {}

  /**
   * The content of an invitation file.
   *
   * @param coordinator what the node connects to
   * @param token a secret, stored nowhere else
   * @param rootSha256 SHA-256 of the consortium's root certificate, DER
   * @param expiresAt until when, ISO 8601 in UTC
   */
  @Serdeable
  record InvitationView(
      String consortium,
      String coordinator,
      String organisation,
      String name,
      String token,
      String rootSha256,
      String expiresAt) {
    /** The file of it. */
    Invitation invitation() {
      return new Invitation(
          consortium, coordinator, organisation, name, token, rootSha256, expiresAt);
    }
  }

  /** Makes an invitation; an earlier one of the organisation is taken back. */
  @Post
  @OpenTo(Role.OPERATOR)
  InvitationView invite(@Body InvitationRequest request) {
    check(request);
    Instant expires =
        clock.instant().plus(Duration.ofDays(request.days())).truncatedTo(ChronoUnit.SECONDS);
    String token = invitations.make(request.organisation(), request.name().strip(), expires);
    return new InvitationView(
        settings.consortium(),
        settings.address(),
        request.organisation(),
        request.name().strip(),
        token,
        Fingerprint.of(issuance.roots().get(0)).hex(),
        expires.toString());
  }

  /** Whether there was one to take back. */
  @Serdeable
  record TakenBack(boolean takenBack) {}

  /** Takes an organisation's invitation back, with its request if that waits. */
  @Delete("/{organisation}")
  @OpenTo(Role.OPERATOR)
  TakenBack revoke(String organisation) {
    return new TakenBack(invitations.revoke(organisation));
  }

  /** A member's people would be taken for the consortium's own, and its operators for ours. */
  private void requireOwnName(String organisation) {
    if (organisation.equals(settings.consortium()) || organisation.equals(CoordinatorFolder.NAME)) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST,
          "\""
              + organisation
              + "\" stands for the consortium itself; give the member another name");
    }
  }

  private void check(InvitationRequest request) {
    try {
      Identifiers.require(request.organisation(), "the organisation");
    } catch (WireFormatException e) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, e.getMessage());
    }
    requireOwnName(request.organisation());
    String name = request.name() == null ? "" : request.name().strip();
    if (name.isEmpty()
        || name.length() > MAX_NAME_CHARS
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST, "A name for people has 1 to 100 characters on one line");
    }
    if (request.days() < 1 || request.days() > MAX_DAYS) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST, "An invitation lives 1 to " + MAX_DAYS + " days");
    }
  }
}
