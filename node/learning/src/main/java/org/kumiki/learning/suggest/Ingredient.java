package org.kumiki.learning.suggest;

/**
 * A part of a mixture.
 *
 * @param lower the least amount if it is there at all, in the mixture's unit
 * @param required whether it must be there
 */
public record Ingredient(String name, double lower, double upper, boolean required) {
  public Ingredient {
    if (!(lower >= 0 && lower <= upper && upper < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " is between 0 and its upper bound, not from " + lower + " to " + upper);
    }
  }
}
