package org.kumiki.ontology.editorial;

/**
 * What a reviewer says to what was submitted.
 *
 * @param voter whose; the last one of an account counts
 * @param reason why; an objection has one
 * @param atMillis when, in milliseconds since 1970 (UTC)
 */
public record Vote(Participant voter, Stance stance, String reason, long atMillis) {
  /** A paragraph. */
  public static final int LONGEST_REASON = 2_000;

  /** For or against. */
  public enum Stance {
    APPROVE,
    OBJECT
  }
}
