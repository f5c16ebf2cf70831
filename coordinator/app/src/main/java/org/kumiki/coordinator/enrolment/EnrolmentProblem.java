package org.kumiki.coordinator.enrolment;

import org.kumiki.platform.http.Problem;

/** Why a request for a certificate, or a decision about one, is not taken; see docs/protocol.md. */
enum EnrolmentProblem implements Problem {
  REQUEST_UNREADABLE("request-unreadable", 400, "The body is not Base64 of PKCS#10 in DER"),
  WRONG_KEY("wrong-key", 400, "The key or the signature's algorithm is not accepted"),
  NO_PROOF("no-proof-of-possession", 400, "The request does not prove that its keys are held"),
  WRONG_NAME("wrong-name", 403, "The request is for another name"),
  NOT_GRANTED("not-granted", 400, "The request asks for what no node's certificate is given"),
  LENGTH_REQUIRED("length-required", 411, "The request must say its length"),
  NO_INVITATION("no-invitation", 401, "This is no invitation of this consortium"),
  INVITATION_EXPIRED("invitation-expired", 403, "The invitation has expired"),
  INVITATION_LOCKED("invitation-locked", 403, "Too many wrong tokens were tried"),
  INVITATION_USED("invitation-used", 409, "The invitation was used for another request"),
  REQUEST_REPLAYED("request-replayed", 409, "This very request was made before"),
  ALREADY_ISSUED("already-issued", 409, "The certificate was handed out and is in use"),
  ENROLMENT_REFUSED("enrolment-refused", 403, "The operator has refused this request"),
  MEMBER_REVOKED("member-revoked", 403, "The member is revoked"),
  CERTIFICATE_REVOKED("certificate-revoked", 403, "A certificate of this key was taken back"),
  RENEWED_TOO_OFTEN("renewed-too-often", 429, "Too many certificates in one day", true),
  NOTHING_PENDING("nothing-pending", 404, "No request of this organisation waits"),
  WORDS_DIFFER("words-differ", 409, "These are not the words of the request that waits"),
  FILE_TAKEN("file-taken", 404, "The invitation file was downloaded, or has waited too long"),
  SAME_OFFICER("same-officer", 409, "A second person must approve"),
  OFFICER_NEEDED("officer-needed", 400, "Two people approve here, each by name"),
  DECIDED_ALREADY("decided-already", 409, "The request is decided already");

  private final Kind kind;

  EnrolmentProblem(String code, int status, String title) {
    this(code, status, title, false);
  }

  EnrolmentProblem(String code, int status, String title, boolean retryable) {
    this.kind = new Kind(code, status, title, retryable);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
