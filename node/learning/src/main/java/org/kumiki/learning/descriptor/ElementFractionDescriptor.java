package org.kumiki.learning.descriptor;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The mole fraction of each of the 118 elements, in the order of atomic numbers: {@code fraction
 * H}, {@code fraction He}, ….
 */
public record ElementFractionDescriptor() implements CompositionDescriptor {
  private static final List<String> NAMES =
      Arrays.stream(Element.values()).map(element -> "fraction " + element).toList();

  @Override
  public String id() {
    return "element-fractions";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public List<String> units() {
    return Collections.nCopies(NAMES.size(), "1");
  }

  @Override
  public double[] lower() {
    return new double[NAMES.size()];
  }

  @Override
  public double[] upper() {
    double[] upper = new double[NAMES.size()];
    Arrays.fill(upper, 1);
    return upper;
  }

  @Override
  public Description describe(Composition composition) {
    double[] values = new double[NAMES.size()];
    composition
        .fractions()
        .forEach((element, fraction) -> values[element.ordinal()] = Math.min(1, fraction));
    return new Description(values, List.of());
  }
}
