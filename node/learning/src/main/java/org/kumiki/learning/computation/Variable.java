package org.kumiki.learning.computation;

import java.nio.charset.StandardCharsets;

/**
 * One column of a computation with its publicly declared domain [lower, upper], in the column's own
 * unit. The domain comes from the study (the term's declared range), never from a member's rows,
 * and bounds everything that a node sends about the column.
 *
 * <p>{@code lower == upper} is allowed: a constant column carries no information and is left out of
 * models. Negative zero becomes zero, so that equal variables have equal bytes. Immutable.
 */
public record Variable(String name, double lower, double upper) {
  /** Long enough for any term's IRI; a study of 4,096 variables still fits in a few megabytes. */
  public static final int MAX_NAME_BYTES = 512;

  /** Squares of values up to here stay far from the largest double, so no sum can overflow. */
  public static final double MAX_MAGNITUDE = 1e100;

  /**
   * Refuses what no study can declare.
   *
   * @throws IllegalArgumentException if the name is blank, not well-formed Unicode or longer than
   *     {@value #MAX_NAME_BYTES} bytes of UTF-8, or the domain is not finite, reversed or beyond
   *     ±{@value #MAX_MAGNITUDE}
   */
  public Variable {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a variable needs a name");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("the name of a variable is not well-formed Unicode");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          "the name of a variable is longer than " + MAX_NAME_BYTES + " bytes");
    }
    if (!(Math.abs(lower) <= MAX_MAGNITUDE && Math.abs(upper) <= MAX_MAGNITUDE)) {
      throw new IllegalArgumentException(
          "the domain of " + name + " is not within ±" + MAX_MAGNITUDE);
    }
    if (lower > upper) {
      throw new IllegalArgumentException("the domain of " + name + " is reversed");
    }
    lower += 0.0;
    upper += 0.0;
  }

  /** The middle of the domain: sums are taken about it, so that they stay small. */
  public double middle() {
    return (lower + upper) / 2;
  }

  /** Half the width of the domain; zero for a constant column. */
  public double halfWidth() {
    return (upper - lower) / 2;
  }

  /** The largest magnitude that the domain allows. */
  public double magnitude() {
    return Math.max(Math.abs(lower), Math.abs(upper));
  }

  /** Whether a reported value lies in the domain; never for NaN or an infinity. */
  public boolean contains(double value) {
    return value >= lower && value <= upper;
  }
}
