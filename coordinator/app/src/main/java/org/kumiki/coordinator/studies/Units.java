package org.kumiki.coordinator.studies;

import java.math.BigDecimal;
import java.math.MathContext;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.unit.UnitConverter;

/** Numbers and units as pages write them. */
final class Units {
  private static final MathContext SHOWN = new MathContext(3);

  private Units() {}

  /** The symbol of a unit, {@code MPa}. */
  static String symbol(String iri) {
    return UnitConverter.shipped().symbol(Names.expand(iri));
  }

  /** Three digits, plain. */
  static String digits(double number) {
    return new BigDecimal(number).round(SHOWN).stripTrailingZeros().toPlainString();
  }
}
