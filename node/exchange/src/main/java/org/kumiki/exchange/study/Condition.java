package org.kumiki.exchange.study;

import org.kumiki.exchange.wire.WireFormatException;

/**
 * A cohort condition: only rows whose value of a term lies in a closed range take part. A row
 * without the value does not.
 *
 * @param term a numeric term with its unit and domain
 * @param from inclusive, in the term's unit
 * @param to inclusive
 */
public record Condition(Feature.NumericTerm term, double from, double to) {
  public Condition {
    if (!(from <= to)) {
      throw new WireFormatException("the condition on " + term.term() + " has from above to");
    }
  }
}
