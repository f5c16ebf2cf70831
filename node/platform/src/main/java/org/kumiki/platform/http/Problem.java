package org.kumiki.platform.http;

import java.util.Objects;

/**
 * A kind of failure that a client can meet (RFC 9457). Each room lists its own in an enum, a row
 * each; the name is part of the API and stays.
 */
public interface Problem {
  /** Before every name. */
  String PREFIX = "urn:kumiki:problem:";

  /** What is the same for every occurrence. */
  Kind kind();

  /**
   * A row of an enum.
   *
   * @param code what stands after {@link #PREFIX}: lower-case words with hyphens
   * @param status the HTTP status, 400 to 599
   * @param title a few words for people
   * @param retryable whether the same request may succeed later without any change
   */
  record Kind(String code, int status, String title, boolean retryable) {
    public Kind {
      Objects.requireNonNull(title, "title");
      if (!code.matches("[a-z]+(-[a-z]+)*") || status < 400 || status > 599) {
        throw new IllegalArgumentException("no problem: " + code + " with status " + status);
      }
    }

    /** One that stays until something is changed. */
    public Kind(String code, int status, String title) {
      this(code, status, title, false);
    }
  }

  /** See {@link Kind}. */
  default String code() {
    return kind().code();
  }

  /** See {@link Kind}. */
  default int status() {
    return kind().status();
  }

  /** See {@link Kind}. */
  default String title() {
    return kind().title();
  }

  /** See {@link Kind}. */
  default boolean retryable() {
    return kind().retryable();
  }

  /** The problem type. */
  default String urn() {
    return PREFIX + code();
  }
}
