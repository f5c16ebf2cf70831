package org.kumiki.platform.people;

/** The issuer does not answer, or not as an issuer does. It may at the next attempt. */
public final class SignInUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SignInUnreachable(String what, Throwable cause) {
    super(what, cause);
  }
}
