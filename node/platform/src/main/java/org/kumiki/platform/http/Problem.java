package org.kumiki.platform.http;

/**
 * A kind of failure that a client can meet (RFC 9457). Each room lists its own in an enum; the name
 * is part of the API and stays.
 */
public interface Problem {
  /** Before every name. */
  String PREFIX = "urn:kumiki:problem:";

  /** What stands after {@link #PREFIX}: lower-case words with hyphens. */
  String code();

  /** The HTTP status, 400 to 599. */
  int status();

  /** A few words for people; the same for every occurrence. */
  String title();

  /** Whether the same request may succeed later without any change. */
  boolean retryable();

  /** The problem type. */
  default String urn() {
    return PREFIX + code();
  }
}
