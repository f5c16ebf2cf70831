package org.kumiki.learning.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompositionParserTest {
  @Test
  void readsOrdinaryFormulasAsPymatgenDoes() throws IOException {
    JsonNode file =
        new ObjectMapper()
            .readTree(Path.of("src/test/vectors/composition/pymatgen-amounts.json").toFile());
    assertFalse(file.get("vectors").isEmpty());
    for (JsonNode vector : file.get("vectors")) {
      String formula = vector.get("formula").textValue();
      Map<Element, Double> expected = new TreeMap<>();
      vector
          .get("amounts")
          .fields()
          .forEachRemaining(
              amount ->
                  expected.put(Element.valueOf(amount.getKey()), amount.getValue().doubleValue()));
      assertEquals(expected, read(formula).amounts(), formula);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CuSO4·5H2O",
        "CuSO4.5H2O",
        "CuSO4*5H2O",
        "CuSO4・5H2O",
        "CuSO4･5H2O",
        "CuSO4 • 5 H2O",
        "CuSO₄·5H₂O",
        "ＣｕＳＯ４・５Ｈ２Ｏ",
        "\uFEFFCuSO4\u00A0·\u20095H2O ",
        "5H2O·CuSO4",
        "{CuSO4·5H2O}",
        "Cu[S{O2}2](H2O)5"
      })
  void readsEverySpellingOfAHydrate(String formula) {
    Map<Element, Double> vitriol =
        Map.of(Element.Cu, 1.0, Element.S, 1.0, Element.O, 9.0, Element.H, 10.0);
    assertEquals(vitriol, read(formula).amounts(), formula);
  }

  @ParameterizedTest
  @CsvSource({
    "CaSO4.0.5H2O, Ca1 S1 O4.5 H1",
    "Na0.3CoO2.1.3H2O, Na0.3 Co1 O3.3 H2.6",
    "Ca(OH)2.5H2O, Ca1 O7 H12",
    "K0.5H2O, K0.5 H2 O1",
    "CaO.SiO2, Ca1 Si1 O3",
    "3CaO·2SiO2, Ca3 Si2 O7",
    "Pb(Mg1/3Nb2/3)O3, Pb3 Mg1 Nb2 O9",
    "Ba.5Sr.5TiO3, Ba0.5 Sr0.5 Ti1 O3",
    "Fe 70 Cr 20 Ni 10, Fe70 Cr20 Ni10",
    "2Fe2O3, Fe4 O6",
    "Fe2.O3, Fe2 O3",
    "O2.90W1, W1 O2.9"
  })
  void readsAmountsWhereverTheyStand(String formula, String plain) {
    Map<Element, Double> fractions = read(formula).fractions();
    read(plain)
        .fractions()
        .forEach((element, share) -> assertEquals(share, fractions.get(element), 1e-15, formula));
  }

  @Test
  void keepsRawAmountsAndTellsFe2O3FromFe4O6() {
    assertEquals(Map.of(Element.Fe, 2.0, Element.O, 3.0), read("Fe2O3").amounts());
    assertEquals(Map.of(Element.Fe, 4.0, Element.O, 6.0), read("Fe4O6").amounts());
    assertEquals(read("Fe2O3").fractions(), read("Fe4O6").fractions());
  }

  /** Mole percent by hand: w / M of each, with M = 47.867 (Ti), 26.9815386 (Al), 50.9415 (V), …. */
  @ParameterizedTest
  @CsvSource({
    "Ti-6Al-4V, Ti, 86.2044, Al, 10.1955",
    "Ti–6Al–4V, V, 3.6001, Al, 10.1955",
    "Tiー6Alー4V, V, 3.6001, Al, 10.1955",
    "Ti - 6 mass% Al - 4 mass% V, V, 3.6001, Al, 10.1955",
    "Ti90Al6V4 wt%, V, 3.6001, Al, 10.1955",
    "Fe-18Cr-8Ni, Cr, 19.1516, Ni, 7.5405",
    "Fe-18Cr-8Ni (質量％), Cr, 19.1516, Ni, 7.5405",
    "Mg-3Al-1Zn, Mg, 96.8971, Zn, 0.3752",
    "Al-4.5%Cu, Al, 98.0385, Cu, 1.9615",
    "Ti-48Al-2Cr-2Nb (at.%), Ti, 48, Al, 48",
    "Ti-48at%Al-2at%Cr, Ti, 50, Al, 48",
    "Zr41.2Ti13.8Cu12.5Ni10Be22.5 at.%, Zr, 41.2, Be, 22.5"
  })
  void readsAlloyDesignationsInMassPercentUnlessTheySayOtherwise(
      String alloy, Element one, double onePercent, Element other, double otherPercent) {
    Map<Element, Double> fractions = read(alloy).fractions();
    assertEquals(onePercent, 100 * fractions.get(one), 1e-4);
    assertEquals(otherPercent, 100 * fractions.get(other), 1e-4);
  }

  @Test
  void readsAWholeFormulaInMassAmountsWhereTheCallerSaysSo() {
    Composition mass = (Composition) CompositionParser.parse("Fe74Cr18Ni8", AmountBasis.MASS);
    Composition designation = read("Fe-18Cr-8Ni");
    assertEquals(designation, mass);
    assertEquals(18 / 51.9961, mass.amount(Element.Cr));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, EMPTY, 0",
        "'', EMPTY, 0",
        "' \u3000', EMPTY, 0",
        "Fe(), EMPTY, 3",
        "wt%, EMPTY, 0",
        "Fe2Q3, UNKNOWN_ELEMENT, 3",
        "FE2O3, UNKNOWN_ELEMENT, 1",
        "fe2o3, UNKNOWN_ELEMENT, 0",
        "RE2O3, UNKNOWN_ELEMENT, 0",
        "СO2, UNKNOWN_ELEMENT, 0",
        "D2O, ISOTOPE, 0",
        "LiT, ISOTOPE, 2",
        "²³⁵UO2, ISOTOPE, 0",
        "H₂¹⁸O, ISOTOPE, 2",
        "Fe(OH, UNBALANCED_BRACKETS, 2",
        "FeOH)2, UNBALANCED_BRACKETS, 4",
        "Fe(OH]2, UNBALANCED_BRACKETS, 5",
        "Fe2., BAD_NUMBER, 2",
        "Al0.5.3Co, BAD_NUMBER, 2",
        "Fe02, BAD_NUMBER, 2",
        "42, BAD_NUMBER, 2",
        "Fe1/0O, BAD_NUMBER, 2",
        "Fe123456789012345678901, BAD_NUMBER, 2",
        "Fe0O1, ZERO_AMOUNT, 2",
        "Ti-0Al, ZERO_AMOUNT, 3",
        "Fe1000001, AMOUNT_OUT_OF_RANGE, 2",
        "Fe0.000000001O, AMOUNT_OUT_OF_RANGE, 2",
        "((Fe1000)1000)1000, AMOUNT_OUT_OF_RANGE, 0",
        "La1-xSrxMnO3, VARIABLE_AMOUNT, 3",
        "LaxSr, VARIABLE_AMOUNT, 2",
        "Oy, VARIABLE_AMOUNT, 1",
        "YBa2Cu3O7-δ, VARIABLE_AMOUNT, 9",
        "YBa2Cu3O7 − 0.5x, VARIABLE_AMOUNT, 10",
        "FeO1+δ, VARIABLE_AMOUNT, 4",
        "Fe3+, CHARGED, 3",
        "Fe³⁺, CHARGED, 3",
        "SO₄²⁻, CHARGED, 3",
        "UO2 2+, CHARGED, 4",
        "[Fe(CN)6]4-, CHARGED, 10",
        "Fe^3, CHARGED, 2",
        "Fe+3, CHARGED, 2",
        "Fe 18Cr 8Ni, AMBIGUOUS, 3",
        "70Fe 20Cr 10Ni, AMBIGUOUS, 5",
        "70Fe-30Cr, AMBIGUOUS, 4",
        "CuSO4 5H2O, AMBIGUOUS, 6",
        "K1.5H2O, AMBIGUOUS, 2",
        "3Al2O3.2SiO2, AMBIGUOUS, 5",
        "Al2O3.2SiO2, AMBIGUOUS, 4",
        "CaO.2SiO2, AMBIGUOUS, 3",
        "'Al0,25Co', AMBIGUOUS, 2",
        "'(Fe,Ni)3', AMBIGUOUS, 3",
        "Fe(III)2O3, AMBIGUOUS, 2",
        "Li-Co-O, AMBIGUOUS, 2",
        "CaO+SiO2, AMBIGUOUS, 3",
        "Ti6Al4V, AMBIGUOUS, 0",
        "Ti-6Al-4V-3Al, AMBIGUOUS, 11",
        "Ti-6Al-4V ELI, AMBIGUOUS, 9",
        "Ti-6at%Al-4wt%V, AMBIGUOUS, 11",
        "Ti-6Qq, UNKNOWN_ELEMENT, 4",
        "Fe-60Cr-40Ni, BALANCE_NEGATIVE, 0",
        "Fe-60Cr-41Ni, BALANCE_NEGATIVE, 0",
        "Fe80Cr30 wt%, SUM_ABOVE_100, 0",
        "FeCr18Ni8 wt%, SUM_BELOW_100, 0",
        "Ts-5Al, NO_ATOMIC_WEIGHT, 0",
        "Fe/Cr, UNEXPECTED_CHARACTER, 2",
        "C½, UNEXPECTED_CHARACTER, 1",
        "NbCl5·, UNEXPECTED_CHARACTER, 6",
        "·Fe, UNEXPECTED_CHARACTER, 0"
      })
  void refusesWithAReasonAndAPlace(String formula, FormulaProblem code, int position) {
    assertEquals(new Unreadable(code, position), CompositionParser.parse(formula));
  }

  @Test
  void boundsLengthAndNesting() {
    String longest = "H".repeat(CompositionParser.MAX_LENGTH);
    assertEquals(500.0, read(longest).amount(Element.H));
    assertEquals(problem(FormulaProblem.TOO_LONG, 500), CompositionParser.parse(longest + "H"));
    String deepest = "(".repeat(16) + "H" + ")".repeat(16);
    assertEquals(1.0, read(deepest).amount(Element.H));
    assertEquals(
        problem(FormulaProblem.TOO_DEEP, 16), CompositionParser.parse("(" + deepest + ")"));
  }

  @Test
  void neverRepeatsTheFormulaInWhatALogWouldShow() {
    assertFalse(CompositionParser.parse("SecretQq5").toString().contains("Q"));
    assertFalse(read("NbTi").toString().contains("Nb"));
    assertEquals(
        FormulaProblem.CHARGED.explanation(),
        CompositionParser.parse("Fe3+").fold(readable -> "", Unreadable::message));
  }

  private static Unreadable problem(FormulaProblem code, int position) {
    return new Unreadable(code, position);
  }

  private static Composition read(String formula) {
    return CompositionParser.parse(formula)
        .fold(
            composition -> composition,
            problem -> {
              throw new AssertionError(formula + ": " + problem);
            });
  }
}
