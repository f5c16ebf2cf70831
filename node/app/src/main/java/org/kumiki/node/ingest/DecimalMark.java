package org.kumiki.node.ingest;

/** Which character separates the fraction of a number. */
public enum DecimalMark {
  /** {@code 1234.5}; a comma can only separate thousands. */
  POINT,
  /** {@code 1234,5}; a point can only separate thousands. */
  COMMA,
  /**
   * The file gives no evidence. Only numbers that read the same both ways are numbers: {@code
   * 1,234} stays a text and is reported, since guessing would be wrong by a factor of a thousand.
   */
  UNDECIDED
}
