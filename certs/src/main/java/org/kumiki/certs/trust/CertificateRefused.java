package org.kumiki.certs.trust;

import java.util.Objects;

/**
 * A certificate, key or signing request that is not accepted. The message is fit for a log: it
 * never repeats the foreign bytes.
 */
public final class CertificateRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, for callers that answer each case differently. */
  public enum Reason {
    /** More bytes than any honest peer sends; nothing was parsed. */
    TOO_LARGE,
    /** Not the announced format. */
    UNREADABLE,
    /** A key or signature of another kind than EC P-256 and Ed25519, or one that is too weak. */
    WRONG_KEY,
    /** The request is not signed by the key that it carries. */
    NO_PROOF_OF_POSSESSION,
    /** The alternative names are not those of a member's node. */
    WRONG_IDENTITY,
    /** Made for another use: a node's certificate on a server, or the reverse. */
    WRONG_PURPOSE,
    /** No longer valid. */
    OUT_OF_DATE,
    /** Not valid yet: made in the future of this machine's clock. */
    NOT_YET_VALID,
    /** Taken back by the authority that issued it. */
    REVOKED,
    /** No current list says whether it was revoked. */
    REVOCATION_UNKNOWN,
    /** Issued by a certificate that may not issue this one. */
    NOT_AN_AUTHORITY,
    /** It demands something that is not understood here. */
    UNKNOWN_EXTENSION,
    /** A bundle of authorities that is older than the one in use, or of another consortium. */
    NOT_A_SUCCESSOR,
    /** The passphrase does not open the key. */
    WRONG_PASSPHRASE,
    /** Not issued by the consortium's authority. */
    UNTRUSTED
  }

  private final Reason reason;

  /** A refusal for {@code reason}; {@code detail} completes the sentence. */
  public CertificateRefused(Reason reason, String detail) {
    this(reason, detail, null);
  }

  /** A refusal for {@code reason} that another exception brought about. */
  public CertificateRefused(Reason reason, String detail, Throwable cause) {
    super(Objects.requireNonNull(detail, "detail"), cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** Why it is refused. */
  public Reason reason() {
    return reason;
  }
}
