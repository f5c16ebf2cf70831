package org.kumiki.learning.descriptor;

/**
 * Why a formula, or a row of element columns, is no composition. The names are stable: they appear
 * in the rejects file and in the counts of a report, which may leave the owner's sight; so neither
 * name nor explanation ever repeats what was written.
 */
public enum FormulaProblem {
  EMPTY("Nothing is written here, or between these brackets; write at least one element."),
  TOO_LONG("The text is longer than a formula may be (500 characters)."),
  UNEXPECTED_CHARACTER("This character has no meaning in a formula; remove or replace it."),
  UNKNOWN_ELEMENT("No element has this symbol; check capitals, O against 0 and placeholders."),
  ISOTOPE("Isotopes are not told apart; write the element (H for D and T) without mass number."),
  UNBALANCED_BRACKETS("A bracket has no partner, or one of another kind."),
  TOO_DEEP("Brackets are nested deeper than 16."),
  BAD_NUMBER("This is no number, or a number without an element or bracket that it belongs to."),
  ZERO_AMOUNT("An amount is zero; leave the element out."),
  NEGATIVE_AMOUNT("An amount is negative."),
  AMOUNT_OUT_OF_RANGE("An amount is below 1e-8 or above 1e6."),
  VARIABLE_AMOUNT("An amount is a variable such as x or δ; write the number that was made."),
  CHARGED("The formula carries a charge; write it without."),
  AMBIGUOUS("This can be read in more than one way; write plain amounts, · before water, or wt%."),
  BALANCE_NEGATIVE("The listed amounts leave nothing for the balance element."),
  SUM_ABOVE_100("The percentages add up to more than 100; check their unit."),
  SUM_BELOW_100("The percentages add up to less than 100; name the balance element."),
  NO_ATOMIC_WEIGHT("The element table has no atomic weight here; give atomic amounts.");

  private final String explanation;

  FormulaProblem(String explanation) {
    this.explanation = explanation;
  }

  /** Cause and next step for the person who owns the row; independent of what was written. */
  public String explanation() {
    return explanation;
  }
}
