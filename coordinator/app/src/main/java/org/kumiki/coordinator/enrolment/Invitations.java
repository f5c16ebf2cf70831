package org.kumiki.coordinator.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.platform.http.ProblemException;

/**
 * Invitations to enrol, each with a one-time token of 256 bits of which only the hash is kept.
 *
 * <p>Guarantees: a token opens one request of one organisation before it expires; wrong ones are
 * compared in constant time, and after {@link #MAX_FAILURES} of them the invitation is locked. Does
 * not guarantee that whoever holds the file is the member: that is what the spoken words are for.
 * Thread-safe.
 */
public final class Invitations {
  /** Far below what guessing 256 bits needs; a lock tells the operator that somebody tries. */
  static final int MAX_FAILURES = 20;

  private static final int TOKEN_BYTES = 32;

  /** Compared with where there is no invitation, so that the answer takes as long. */
  private static final byte[] NOBODY = new byte[32];

  private final Jdbi jdbi;
  private final Clock clock;
  private final SecureRandom random;

  public Invitations(Jdbi jdbi, Clock clock, SecureRandom random) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.random = random;
  }

  /** An invitation as it is stored. */
  record Open(
      long number, String displayName, byte[] tokenSha256, Instant expiresAt, int failures) {}

  /**
   * Makes an invitation; an earlier one of the organisation is taken back, with its request if that
   * still waits.
   *
   * @return the token, which is kept nowhere
   */
  String make(String organisation, String displayName, Instant expiresAt) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    jdbi.useTransaction(
        handle -> {
          takeBack(handle, organisation);
          handle
              .createUpdate(
                  "INSERT INTO invitation (organisation, display_name, token_sha256, made_at,"
                      + " expires_at) VALUES (:organisation, :name, :token, :now, :expires)")
              .bind("organisation", organisation)
              .bind("name", displayName)
              .bind("token", sha256(token))
              .bind("now", now())
              .bind("expires", OffsetDateTime.ofInstant(expiresAt, ZoneOffset.UTC))
              .execute();
        });
    return token;
  }

  /**
   * An invitation that counts, for the operator.
   *
   * @param used whether a request came with it
   * @param locked whether too many wrong tokens were tried
   */
  public record Given(
      String organisation,
      String displayName,
      Instant madeAt,
      Instant expiresAt,
      boolean used,
      boolean locked) {}

  /** Invitations that were not taken back, the newest first. */
  List<Given> given() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT organisation, display_name, made_at, expires_at,"
                        + " EXISTS (SELECT FROM enrolment e WHERE e.invitation = i.number),"
                        + " failures >= :most FROM invitation i WHERE revoked_at IS NULL"
                        + " ORDER BY number DESC")
                .bind("most", MAX_FAILURES)
                .map(
                    (row, context) ->
                        new Given(
                            row.getString(1),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            row.getObject(4, OffsetDateTime.class).toInstant(),
                            row.getBoolean(5),
                            row.getBoolean(6)))
                .list());
  }

  /** Takes an organisation's invitation back; false if there is none. */
  boolean revoke(String organisation) {
    return jdbi.inTransaction(handle -> takeBack(handle, organisation));
  }

  /**
   * The invitation that this token opens. A wrong token counts against the organisation's
   * invitation and is answered like an unknown organisation.
   *
   * @throws ProblemException if there is none, or it is locked
   */
  Open open(String organisation, String token) {
    Optional<Open> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT number, display_name, token_sha256, expires_at, failures"
                            + " FROM invitation"
                            + " WHERE organisation = :organisation AND revoked_at IS NULL")
                    .bind("organisation", organisation)
                    .map(
                        (row, context) ->
                            new Open(
                                row.getLong(1),
                                row.getString(2),
                                row.getBytes(3),
                                row.getObject(4, OffsetDateTime.class).toInstant(),
                                row.getInt(5)))
                    .findOne());
    byte[] expected = found.map(Open::tokenSha256).orElse(NOBODY);
    if (!MessageDigest.isEqual(expected, sha256(token)) || found.isEmpty()) {
      found.ifPresent(invitation -> countFailure(invitation.number()));
      throw noInvitation();
    }
    if (found.get().failures() >= MAX_FAILURES) {
      throw new ProblemException(
          EnrolmentProblem.INVITATION_LOCKED, "Ask the operator for a new invitation");
    }
    return found.get();
  }

  /** The answer to whoever cannot show an invitation. */
  static ProblemException noInvitation() {
    return new ProblemException(
        EnrolmentProblem.NO_INVITATION,
        "Send organisation and token of the invitation file as HTTP Basic; ask the operator if it"
            + " was taken back");
  }

  private void countFailure(long number) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE invitation SET failures = failures + 1"
                        + " WHERE number = :number AND failures < :most")
                .bind("number", number)
                .bind("most", MAX_FAILURES)
                .execute());
  }

  private boolean takeBack(Handle handle, String organisation) {
    handle
        .createUpdate(
            "UPDATE enrolment SET state = 'REFUSED', decided_at = :now,"
                + " reason = 'the invitation was taken back'"
                + " WHERE state IN ('REQUESTED', 'APPROVED') AND invitation IN (SELECT number"
                + " FROM invitation WHERE organisation = :organisation AND revoked_at IS NULL)")
        .bind("organisation", organisation)
        .bind("now", now())
        .execute();
    return handle
            .createUpdate(
                "UPDATE invitation SET revoked_at = :now"
                    + " WHERE organisation = :organisation AND revoked_at IS NULL")
            .bind("organisation", organisation)
            .bind("now", now())
            .execute()
        > 0;
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
