package org.kumiki.learning.descriptor;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Amounts on either basis → moles. Pure. */
final class Moles {
  private Moles() {}

  /** Moles of each element, or empty where a mass meets an element without atomic weight. */
  static Optional<Map<Element, Double>> of(Map<Element, Double> amounts, AmountBasis basis) {
    if (basis == AmountBasis.ATOMIC) {
      return Optional.of(amounts);
    }
    EnumMap<Element, Double> moles = new EnumMap<>(Element.class);
    for (Map.Entry<Element, Double> entry : amounts.entrySet()) {
      OptionalDouble weight = ElementTable.standard().atomicWeight(entry.getKey());
      if (weight.isEmpty()) {
        return Optional.empty();
      }
      moles.put(entry.getKey(), entry.getValue() / weight.getAsDouble());
    }
    return Optional.of(moles);
  }
}
