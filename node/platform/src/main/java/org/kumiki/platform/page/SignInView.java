package org.kumiki.platform.page;

/**
 * The page before the sign-in.
 *
 * @param connected whether people can sign in here
 * @param issuer the host where the password is typed; empty if not connected
 * @param start where the button leads
 * @param signedOut whether the person comes from signing out
 */
public record SignInView(boolean connected, String issuer, String start, boolean signedOut) {}
