package org.kumiki.learning.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ElementPercentsTest {
  /**
   * 304 steel by hand: 18 g Cr / 51.9961 = 0.34618 mol, 8 g Ni / 58.6934 = 0.13630 mol, 74 g Fe /
   * 55.845 = 1.32510 mol; of 1.80758 mol together these are 19.152, 7.541 and 73.308 %.
   */
  @Test
  void turnsMassPercentIntoMolesWithABalance() {
    Composition steel =
        read(Composition.fromMassPercent(Map.of(Element.Cr, 18.0, Element.Ni, 8.0), Element.Fe));
    assertEquals(0.34618, steel.amount(Element.Cr), 5e-6);
    assertEquals(0.13630, steel.amount(Element.Ni), 5e-6);
    assertEquals(1.32510, steel.amount(Element.Fe), 5e-6);
    assertEquals(0.19152, steel.fractions().get(Element.Cr), 5e-6);
    assertEquals(0.07541, steel.fractions().get(Element.Ni), 5e-6);
    assertEquals(0.73308, steel.fractions().get(Element.Fe), 5e-6);
  }

  @Test
  void takesAtomicPercentAsTheyAre() {
    Composition aluminide =
        read(Composition.fromAtomicPercent(Map.of(Element.Al, 48.0), Element.Ti));
    assertEquals(Map.of(Element.Ti, 52.0, Element.Al, 48.0), aluminide.amounts());
    assertEquals(
        aluminide, read(Composition.fromAtomicPercent(Map.of(Element.Al, 48.0, Element.Ti, 52.0))));
  }

  @Test
  void leavesOutElementsThatAreListedAsZero() {
    Map<Element, Double> percents = Map.of(Element.Cu, 0.0, Element.Zn, 30.0);
    assertEquals(
        Map.of(Element.Cr, 70.0, Element.Zn, 30.0),
        read(Composition.fromAtomicPercent(percents, Element.Cr)).amounts());
  }

  @Test
  void acceptsAnAnalysisThatAddsUpToRoughlyAHundred() {
    assertEquals(
        2,
        read(Composition.fromMassPercent(Map.of(Element.Fe, 89.0, Element.Cr, 9.5)))
            .amounts()
            .size());
  }

  @Test
  void refusesPercentagesThatMakeNoWhole() {
    assertEquals(FormulaProblem.SUM_ABOVE_100, complete(Map.of(Element.Fe, 90.0, Element.C, 12.1)));
    assertEquals(FormulaProblem.SUM_BELOW_100, complete(Map.of(Element.C, 0.4, Element.Si, 0.2)));
    assertEquals(FormulaProblem.EMPTY, complete(Map.of(Element.Fe, 0.0)));
    assertEquals(FormulaProblem.EMPTY, complete(Map.of()));
    assertEquals(FormulaProblem.NEGATIVE_AMOUNT, complete(Map.of(Element.Fe, -1.0)));
    assertEquals(FormulaProblem.BAD_NUMBER, complete(Map.of(Element.Fe, Double.NaN)));
    assertEquals(FormulaProblem.BAD_NUMBER, complete(Map.of(Element.Fe, Double.POSITIVE_INFINITY)));
    assertEquals(FormulaProblem.NO_ATOMIC_WEIGHT, complete(Map.of(Element.Og, 100.0)));
  }

  @Test
  void refusesABalanceThatIsListedOrHasNoRoom() {
    assertEquals(FormulaProblem.BALANCE_NEGATIVE, inIron(Map.of(Element.Cr, 100.0)));
    assertEquals(FormulaProblem.BALANCE_NEGATIVE, inIron(Map.of(Element.Cr, 120.0)));
    assertEquals(
        FormulaProblem.BALANCE_NEGATIVE,
        inIron(Map.of(Element.Cr, 33.3, Element.Ni, 33.3, Element.Co, 33.4)));
    assertEquals(FormulaProblem.AMBIGUOUS, inIron(Map.of(Element.Cr, 18.0, Element.Fe, 74.0)));
  }

  @Test
  void hasNoPlaceInAText() {
    Parsed refused = Composition.fromMassPercent(Map.of());
    assertEquals(Unreadable.NO_TEXT, ((Unreadable) refused).position());
  }

  private static FormulaProblem complete(Map<Element, Double> percents) {
    return code(Composition.fromMassPercent(percents));
  }

  private static FormulaProblem inIron(Map<Element, Double> percents) {
    return code(Composition.fromMassPercent(percents, Element.Fe));
  }

  private static FormulaProblem code(Parsed parsed) {
    return ((Unreadable) parsed).code();
  }

  private static Composition read(Parsed parsed) {
    return (Composition) parsed;
  }
}
