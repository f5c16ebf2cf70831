package org.kumiki.coordinator.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.coordinator.enrolment.Enrolment.Approval;
import org.kumiki.coordinator.enrolment.EnrolmentRow.Kind;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.membership.Organisations;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.platform.http.ProblemException;

/**
 * What people decide about requests. To approve, the operator types the words that the member reads
 * out: they are shown nowhere at the coordinator, so that nobody approves without having asked.
 * Thread-safe.
 */
public final class EnrolmentDecisions {
  /** Words that member and operator compare: 96 bits. */
  public static final int WORDS = 6;

  /** The same bits for people without a Kumiki node, who have no words. */
  private static final int HEX_DIGITS = WORDS * 4;

  private static final int LISTED = 200;

  /** Who approved, until people sign in by name. */
  private static final String NAMELESS = "operator";

  private final Jdbi jdbi;
  private final String consortium;
  private final MembershipStore members;
  private final Organisations organisations;
  private final Clock clock;
  private final int approvalsNeeded;
  private final EnrolmentStore store = new EnrolmentStore();

  /**
   * @param approvalsNeeded different people for each request, 1 or 2
   */
  public EnrolmentDecisions(
      Jdbi jdbi,
      String consortium,
      MembershipStore members,
      Organisations organisations,
      Clock clock,
      int approvalsNeeded) {
    this.jdbi = jdbi;
    this.consortium = consortium;
    this.members = members;
    this.organisations = organisations;
    this.clock = clock;
    this.approvalsNeeded = approvalsNeeded;
  }

  /** How many different people each request needs. */
  int approvalsNeeded() {
    return approvalsNeeded;
  }

  /** How many requests wait for a person. */
  public long waiting() {
    return list().stream().filter(row -> row.state() instanceof Enrolment.Requested).count();
  }

  /** The newest requests, newest first. */
  List<EnrolmentRow> list() {
    return jdbi.withHandle(handle -> store.list(handle, LISTED));
  }

  /**
   * Approves the first request of an organisation; with the last approval it becomes a member, and
   * if it has shown a signing key, one that may be proposed for a roster.
   *
   * @param words the six words as the member read them, or their 24 hexadecimal digits
   */
  Enrolment approve(String organisation, String words, Optional<String> officer) {
    return jdbi.inTransaction(
        handle -> {
          EnrolmentRow row = newest(handle, organisation, Kind.FIRST);
          EnrolmentRequest request = EnrolmentRequest.parse(row.request(), consortium);
          if (!isSame(words, request.digest())) {
            throw new ProblemException(
                EnrolmentProblem.WORDS_DIFFER,
                "Ask the member to read them again. If they still differ, somebody else has used"
                    + " the invitation: refuse the request and invite anew");
          }
          Enrolment next = approved(handle, row, officer);
          if (next instanceof Enrolment.Approved) {
            members.enter(handle, request.identity());
            request
                .organisationKey()
                .ifPresent(key -> organisations.enrol(handle, organisation(row, key)));
          }
          return next;
        });
  }

  /** Approves a new certificate under the key of an expired one. */
  Enrolment approveRenewal(String organisation, Optional<String> officer) {
    return jdbi.inTransaction(
        handle -> approved(handle, newest(handle, organisation, Kind.GRACE), officer));
  }

  /** Refuses what waits, of whichever kind. */
  Enrolment refuse(String organisation, String reason) {
    return jdbi.inTransaction(
        handle -> {
          EnrolmentRow row =
              store
                  .openGrace(handle, organisation)
                  .orElseGet(() -> newest(handle, organisation, Kind.FIRST));
          Enrolment next = row.state().refuse(reason, clock.instant());
          store.save(handle, row.number(), next);
          return next;
        });
  }

  private Enrolment approved(Handle handle, EnrolmentRow row, Optional<String> officer) {
    if (approvalsNeeded > 1 && officer.isEmpty()) {
      throw new ProblemException(EnrolmentProblem.OFFICER_NEEDED, "Name yourself with --officer");
    }
    String name = officer.orElse(NAMELESS).strip().toLowerCase(Locale.ROOT);
    Enrolment next = row.state().approve(new Approval(name, clock.instant()), approvalsNeeded);
    store.save(handle, row.number(), next);
    return next;
  }

  private static Organisation organisation(EnrolmentRow row, byte[] key) {
    return new Organisation(
        row.organisation(), row.displayName().orElse(row.organisation()), ByteString.of(key));
  }

  private EnrolmentRow newest(Handle handle, String organisation, Kind kind) {
    return store
        .newest(handle, organisation, kind)
        .orElseThrow(
            () ->
                new ProblemException(
                    EnrolmentProblem.NOTHING_PENDING, "See 'kumiki coordinator enrolment list'"));
  }

  /** Case, blanks, hyphens and commas count nothing: the words came by phone. */
  static boolean isSame(String words, byte[] digest) {
    String heard = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    String said = RosterWords.of(ByteString.of(digest), WORDS).replace(" ", "");
    String hex = HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    return equal(heard, said) || equal(heard, hex);
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
