package org.kumiki.platform.page;

/**
 * The page before the sign-in.
 *
 * @param connected whether people can sign in here
 * @param issuer the host where the password is typed; empty if not connected
 * @param start where the button leads
 * @param signedOut {@code done} if the person comes from signing out, {@code here} if the issuer
 *     could not be told; else empty
 */
public record SignInView(boolean connected, String issuer, String start, String signedOut) {}
