package org.kumiki.learning.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ElementTableTest {
  private final ElementTable table = ElementTable.standard();

  @Test
  void holdsAtomicNumbersAsFarAsItsSourceGoes() {
    for (Element element : Element.values()) {
      double expected = element.atomicNumber() <= 112 ? element.atomicNumber() : Double.NaN;
      assertEquals(expected, table.value(element, ElementProperty.NUMBER).orElse(Double.NaN));
    }
  }

  @Test
  void saysWhatItDoesNotKnow() {
    assertTrue(table.value(Element.He, ElementProperty.ELECTRONEGATIVITY).isEmpty());
    assertTrue(table.value(Element.Fr, ElementProperty.MELTING_TEMPERATURE).isEmpty());
    assertTrue(table.atomicWeight(Element.Og).isEmpty());
    assertEquals(285, table.atomicWeight(Element.Cn).orElseThrow());
  }

  @Test
  void averagesOverTheElementsThatHaveAValueOnly() {
    assertEquals(112 * 113 / 2 / 112.0, table.mean(ElementProperty.NUMBER));
    assertEquals(1, table.lowest(ElementProperty.NUMBER));
    assertEquals(112, table.highest(ElementProperty.NUMBER));
  }

  /** Models name this hash: a change of the table is a change of every model, so it is meant. */
  @Test
  void isTheReleasedTable() {
    assertEquals(
        "abdd6f4fc08121bb58b5fc8143deffbe4e3b955e6c6d36edc3321811338bca50", table.sha256());
  }
}
