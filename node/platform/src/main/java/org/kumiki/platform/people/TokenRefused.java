package org.kumiki.platform.people;

import java.util.Objects;

/** A token, a sign-in or a logout message that is not what it has to be. */
public final class TokenRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, in words that tell nothing about the token's content. */
  public enum Reason {
    MALFORMED("it is no signed token"),
    ALGORITHM("it is not signed by an algorithm that counts here"),
    SIGNATURE("its signature is not the issuer's"),
    ISSUER("another issuer made it"),
    AUDIENCE("it was made for another service"),
    PARTY("it was given to a program that is not admitted here"),
    KIND("it is of another kind"),
    EXPIRED("it has expired"),
    NOT_YET("it is not valid yet; compare the clocks of this machine and of the issuer"),
    INCOMPLETE("a claim is missing"),
    NONCE("it belongs to another sign-in"),
    STATE("it belongs to another browser or took too long"),
    GRANT("the issuer does not confirm it any more");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Reason reason;

  TokenRefused(Reason reason) {
    super(Objects.requireNonNull(reason).sentence);
    this.reason = reason;
  }

  /** Which of the reasons. */
  public Reason reason() {
    return reason;
  }
}
