package org.kumiki.learning.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CompositionParserPropertyTest {
  @Property
  void answersAnyTextWithoutThrowing(@ForAll String text) {
    checkAnswer(text);
  }

  @Property(tries = 20_000)
  void answersAnythingThatLooksLikeAFormulaWithoutThrowing(
      @ForAll("almostFormulas") String text, @ForAll AmountBasis basis) {
    checkAnswer(text);
    CompositionParser.parse(text, basis);
  }

  @Property(tries = 300)
  void answersLongRunsOfOneTokenWithoutThrowing(
      @ForAll("tokens") String first, @ForAll("tokens") String second) {
    String text = (first + second).repeat(500);
    checkAnswer(text.substring(0, Math.min(text.length(), CompositionParser.MAX_LENGTH)));
  }

  @Property
  void readsBackWhatWasWrittenInAnyOrderAndStyle(
      @ForAll("compositions") Map<Element, Integer> thousandths, @ForAll boolean blanks) {
    Map<Element, Double> amounts =
        thousandths.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() / 1000.0));
    String text =
        amounts.entrySet().stream()
            .map(entry -> entry.getKey().name() + entry.getValue())
            .collect(Collectors.joining(blanks ? " " : ""));
    assertEquals(new Composition(amounts), CompositionParser.parse(text));
  }

  private static void checkAnswer(String text) {
    Parsed answer = CompositionParser.parse(text);
    if (answer instanceof Unreadable unreadable) {
      assertTrue(unreadable.position() >= 0 && unreadable.position() <= text.length());
    } else {
      Composition composition = (Composition) answer;
      double whole = composition.fractions().values().stream().mapToDouble(f -> f).sum();
      assertEquals(1, whole, 1e-12);
      for (double feature : MagpieDescriptor.withMeans().describe(composition).values()) {
        assertTrue(Double.isFinite(feature));
      }
    }
  }

  @Provide
  Arbitrary<String> tokens() {
    return Arbitraries.of(
        "Fe", "O", "H2O", "Ti", "Al", "C", "D", "Q", "x", "δ", "2", "0", "0.5", ".5", ".", "1/3",
        "·", "・", "*", "-", "−", "ー", "+", "(", ")", "[", "]", "{", "}", " ", "\u3000", ",", "%",
        "wt%", "at.%", "質量%", "²", "⁺", "₂", "６", "½", "^", "/", "e", "(III)", "\uFDFA", "\uD800",
        "\u200B", "\0", "𝐅");
  }

  @Provide
  Arbitrary<String> almostFormulas() {
    return tokens().list().ofMaxSize(12).map(tokens -> String.join("", tokens));
  }

  @Provide
  Arbitrary<Map<Element, Integer>> compositions() {
    return Arbitraries.maps(
            Arbitraries.of(Element.class), Arbitraries.integers().between(1, 99_999))
        .ofMinSize(1)
        .ofMaxSize(8);
  }
}
