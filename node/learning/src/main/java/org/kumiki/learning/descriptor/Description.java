package org.kumiki.learning.descriptor;

import java.util.List;

/**
 * The features of one composition. Immutable: the numbers are copied in and out.
 *
 * @param values features in the order of {@link CompositionDescriptor#names()}
 * @param missing elemental values that the table does not give and that the features needed; they
 *     count as the mean over the elements, or made the features NaN, as the descriptor says
 */
public record Description(double[] values, List<MissingValue> missing) {

  /** An elemental value that the element table does not give. */
  public record MissingValue(Element element, ElementProperty property) {}

  public Description {
    values = values.clone();
    missing = List.copyOf(missing);
  }

  @Override
  public double[] values() {
    return values.clone();
  }
}
