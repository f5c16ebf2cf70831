package org.kumiki.exchange.fixedpoint;

/** A study whose declared bounds leave too little precision; found before any round. */
public final class BoundsTooWideException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  BoundsTooWideException(double bound, int members, int minimumBits) {
    super(
        "a bound of "
            + bound
            + " for each of "
            + members
            + " members leaves fewer than "
            + minimumBits
            + " fractional bits: lower maxRowsPerMember, clip the features or narrow the terms'"
            + " domains");
  }
}
