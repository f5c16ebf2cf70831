package org.kumiki.coordinator.enrolment;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.coordinator.enrolment.EnrolmentRow.Kind;
import org.kumiki.coordinator.membership.MemberCertificates;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.platform.http.ProblemException;

/**
 * Requests for certificates from nodes: taken by an invitation, by a valid certificate or by the
 * key of an expired one; answered with a certificate once that is allowed. Refusals are {@link
 * ProblemException}s and change nothing. Thread-safe.
 */
public final class Enrolments {
  /** A node renews every fortnight; more in a day is a fault, or somebody's experiment. */
  static final int MAX_RENEWALS_A_DAY = 10;

  private final Jdbi jdbi;
  private final String consortium;
  private final Invitations invitations;
  private final MembershipStore members;
  private final NodeIssuance issuance;
  private final Clock clock;
  private final EnrolmentStore store = new EnrolmentStore();
  private final MemberCertificates certificates = new MemberCertificates();

  public Enrolments(
      Jdbi jdbi,
      String consortium,
      Invitations invitations,
      MembershipStore members,
      NodeIssuance issuance,
      Clock clock) {
    this.jdbi = jdbi;
    this.consortium = consortium;
    this.invitations = invitations;
    this.members = members;
    this.issuance = issuance;
    this.clock = clock;
  }

  /** Roots and issuing authorities, for whoever asks. */
  List<X509Certificate> bundle() {
    List<X509Certificate> all = new ArrayList<>(issuance.roots());
    all.addAll(issuance.issuing());
    return all;
  }

  /**
   * A first certificate. The same bytes again ask how the request stands.
   *
   * @return never unknown
   */
  Outcome enrol(String organisation, String token, byte[] der) {
    Invitations.Open invitation = invitations.open(organisation, token);
    EnrolmentRequest request = parsed(der);
    requireName(request, organisation);
    return jdbi.inTransaction(
        handle -> {
          store.lockInvitation(handle, invitation.number());
          Optional<EnrolmentRow> known = store.ofInvitation(handle, invitation.number());
          if (known.isPresent()) {
            return standing(handle, known.get(), request);
          }
          if (!clock.instant().isBefore(invitation.expiresAt())) {
            throw new ProblemException(
                EnrolmentProblem.INVITATION_EXPIRED, "Ask the operator for a new invitation");
          }
          requireNew(handle, request);
          requireSameNode(handle, request.identity());
          store.add(handle, Kind.FIRST, Optional.of(invitation.number()), request, clock.instant());
          return new Outcome.Waits();
        });
  }

  /**
   * Another certificate for a node whose present one has authenticated the connection.
   *
   * @return the chain, the leaf first
   */
  List<X509Certificate> renew(PeerIdentity peer, byte[] der) {
    EnrolmentRequest request = parsed(der);
    requireName(request, peer.organisation());
    if (!request.identity().equals(peer)) {
      throw wrongName("the subject differs from the certificate's");
    }
    requireNoKey(request);
    return jdbi.inTransaction(
        handle -> {
          store.lockMember(handle, peer.organisation());
          requireNew(handle, request);
          Instant now = clock.instant();
          Instant yesterday = now.minus(Duration.ofDays(1));
          if (store.issuedSince(handle, peer.organisation(), yesterday) >= MAX_RENEWALS_A_DAY) {
            throw new ProblemException(
                EnrolmentProblem.RENEWED_TOO_OFTEN, "Try again tomorrow, and look why");
          }
          long row = store.add(handle, Kind.RENEWAL, Optional.empty(), request, now);
          return issued(handle, row, request);
        });
  }

  /**
   * A certificate for a node whose last one has expired, under the same key, after the operator's
   * approval. The key proves itself by the request's signature, so that a request which somebody
   * overheard is of no use to anybody else. A key of which a certificate was taken back has no such
   * way: nobody compares words here, and it may be a thief's.
   *
   * @return unknown unless the key is an expired certificate's
   */
  Outcome renewExpired(byte[] der) {
    EnrolmentRequest request = parsed(der);
    requireNoKey(request);
    return jdbi.inTransaction(handle -> graceful(handle, request));
  }

  private Outcome graceful(Handle handle, EnrolmentRequest request) {
    String organisation = request.identity().organisation();
    // Before any row is locked: whoever asks here has shown nothing yet.
    if (!isExpired(handle, request)) {
      return new Outcome.Unknown();
    }
    store.lockMember(handle, organisation);
    if (members.isRevoked(handle, organisation)) {
      throw new ProblemException(EnrolmentProblem.MEMBER_REVOKED, "Ask the operator");
    }
    if (certificates.isTakenBack(handle, organisation, request.signingRequest().publicKey())) {
      throw new ProblemException(
          EnrolmentProblem.CERTIFICATE_REVOKED,
          "Ask the operator for a new invitation, and enrol with a fresh key");
    }
    requireSameNode(handle, request.identity());
    Optional<EnrolmentRow> known = store.openGrace(handle, organisation);
    if (known.isEmpty()) {
      requireNew(handle, request);
      store.add(handle, Kind.GRACE, Optional.empty(), request, clock.instant());
      return new Outcome.Waits();
    }
    EnrolmentRow row = known.get();
    byte[] der = request.signingRequest().der();
    if (!Arrays.equals(row.request(), der)) {
      requireNew(handle, request);
      store.replaceRequest(handle, row.number(), der);
    }
    return row.state() instanceof Enrolment.Approved
        ? new Outcome.Issued(issued(handle, row.number(), request))
        : new Outcome.Waits();
  }

  /** How a request that came before stands; only for the very same bytes. */
  private Outcome standing(Handle handle, EnrolmentRow row, EnrolmentRequest request) {
    if (!Arrays.equals(row.request(), request.signingRequest().der())) {
      throw new ProblemException(
          EnrolmentProblem.INVITATION_USED,
          "Another request came with this token. If it was not yours, tell the operator at once");
    }
    return row.state()
        .fold(
            waiting -> new Outcome.Waits(),
            approved -> new Outcome.Issued(issued(handle, row.number(), request)),
            refused -> {
              throw new ProblemException(EnrolmentProblem.ENROLMENT_REFUSED, refused.reason());
            },
            done -> new Outcome.Issued(again(handle, done)));
  }

  /** An answer may have been lost on the way, but what is in use is handed out no more. */
  private List<X509Certificate> again(Handle handle, Enrolment.Issued issued) {
    List<X509Certificate> chain = Pem.readCertificates(issued.chain());
    if (certificates.isUsed(handle, chain.get(0))) {
      throw new ProblemException(
          EnrolmentProblem.ALREADY_ISSUED, "Renew with the certificate, or ask for an invitation");
    }
    return chain;
  }

  private List<X509Certificate> issued(Handle handle, long row, EnrolmentRequest request) {
    List<X509Certificate> chain =
        issuance.issue(handle, request.signingRequest(), request.identity());
    X509Certificate leaf = chain.get(0);
    String organisation = request.identity().organisation();
    certificates.add(handle, organisation, leaf);
    certificates.retireUnused(handle, organisation, leaf);
    store.save(
        handle,
        row,
        new Enrolment.Issued(
            leaf.getSerialNumber().toString(16), Pem.certificates(chain), clock.instant()));
    return chain;
  }

  private EnrolmentRequest parsed(byte[] der) {
    return RequestRefusal.orThrow(() -> EnrolmentRequest.parse(der, consortium));
  }

  private void requireNew(Handle handle, EnrolmentRequest request) {
    if (store.isKnown(handle, request.signingRequest().der())) {
      throw new ProblemException(
          EnrolmentProblem.REQUEST_REPLAYED, "Make a new request; a copy of one counts nothing");
    }
  }

  private static void requireName(EnrolmentRequest request, String organisation) {
    if (!request.identity().organisation().equals(organisation)) {
      throw wrongName("the subject's organisation is not the one that asks");
    }
  }

  /** A member has one node; its name is what the roster's people know it by. */
  private void requireSameNode(Handle handle, PeerIdentity identity) {
    members
        .nodeOf(handle, identity.organisation())
        .filter(node -> !node.equals(identity.node()))
        .ifPresent(
            node -> {
              throw wrongName("the member's node is " + node);
            });
  }

  private static void requireNoKey(EnrolmentRequest request) {
    if (request.organisationKey().isPresent()) {
      throw new ProblemException(
          EnrolmentProblem.NOT_GRANTED,
          "A renewal does not replace the organisation's key; the members do, by a roster");
    }
  }

  private boolean isExpired(Handle handle, EnrolmentRequest request) {
    PublicKey key = request.signingRequest().publicKey();
    List<OffsetDateTime> ends =
        certificates.endsOfKey(handle, request.identity().organisation(), key);
    return !ends.isEmpty()
        && ends.stream().allMatch(end -> end.toInstant().isBefore(clock.instant()));
  }

  private static ProblemException wrongName(String detail) {
    return new ProblemException(EnrolmentProblem.WRONG_NAME, "Not granted: " + detail);
  }
}
