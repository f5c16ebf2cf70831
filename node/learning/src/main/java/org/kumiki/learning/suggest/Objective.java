package org.kumiki.learning.suggest;

/**
 * A property and what is wanted of it.
 *
 * @param unit as people read it; may be empty
 */
public record Objective(String name, String unit, Goal goal) {
  public Objective {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an objective needs the name of a property");
    }
  }

  /** A number with the unit behind it. */
  String text(double value) {
    return Decimal.text(value) + (unit.isEmpty() ? "" : " " + unit);
  }
}
