package org.kumiki.certs.revocation;

import java.util.Arrays;
import java.util.Locale;

/** Why a certificate was taken back (RFC 5280 section 5.3.1); those of them that occur here. */
public enum RevocationReason {
  /** Nothing is said; by RFC 5280 the entry then has no reason at all. */
  UNSPECIFIED(0),
  /** Somebody else has, or may have, the private key. */
  KEY_COMPROMISE(1),
  /** Somebody else has, or may have, the private key of an authority. */
  CA_COMPROMISE(2),
  /** The organisation or the node is called otherwise now. */
  AFFILIATION_CHANGED(3),
  /** Another certificate has taken its place. */
  SUPERSEDED(4),
  /** The member has left, or the node is gone. */
  CESSATION_OF_OPERATION(5),
  /** The member was expelled. */
  PRIVILEGE_WITHDRAWN(9);

  private final int code;

  RevocationReason(int code) {
    this.code = code;
  }

  /** Its number in a revocation list. */
  public int code() {
    return code;
  }

  /** As people write it, e.g. {@code key-compromise}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads what {@link #text()} writes.
   *
   * @throws IllegalArgumentException if there is no such reason
   */
  public static RevocationReason ofText(String text) {
    return Arrays.stream(values())
        .filter(reason -> reason.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "A reason is one of "
                        + Arrays.stream(values()).map(RevocationReason::text).toList()));
  }
}
