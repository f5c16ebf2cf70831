package org.kumiki.ontology.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.Vocabulary;

/** A text stands under the language that it is in. */
class LanguageTest {
  private static final String TENSILE = Shipped.term("tensileStrength");

  private static String refusal(Edit edit) {
    return Drafted.of(List.of(edit), Shipped.base()).refusals().stream()
        .findFirst()
        .map(one -> one.refusal().code() + " " + one.refusal().field())
        .orElse("");
  }

  @Test
  void aDefinitionInTheOtherLanguageIsRefusedAtItsField() {
    assertEquals(
        "definition-language text",
        refusal(new Edit.ChangeDefinition(TENSILE, Language.JA, "The largest stress.")));
    assertEquals(
        "definition-language text",
        refusal(new Edit.ChangeDefinition(TENSILE, Language.EN, "最大の公称応力。")));
    assertEquals(
        "note-language text",
        refusal(new Edit.ChangeScopeNote(TENSILE, Language.JA, "At any temperature.")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"XRD", "pH2", "ΔKth2", "UL95", "引張強さS", "Tg値", "wt%"})
  void aJapaneseLabelMayBeASymbolOrAnAbbreviation(String label) {
    assertEquals("", refusal(synonym(label, Language.JA, Edit.Form.ALTERNATIVE)));
  }

  @ParameterizedTest
  @CsvSource({"pulling strength, JA", "Strength, JA", "牽引強さ, EN", "TS強さの値, EN"})
  void aLabelInWordsOfTheOtherLanguageIsRefused(String label, Language language) {
    assertEquals("label-language text", refusal(synonym(label, language, Edit.Form.ALTERNATIVE)));
    assertEquals(
        "", refusal(synonym(label, language, Edit.Form.HIDDEN)), "people write so all the same");
  }

  private static Edit synonym(String label, Language language, Edit.Form form) {
    return new Edit.AddSynonym(TENSILE, new Edit.Synonym(label, language, form, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 牽引強さ, Strength., 強さ。, label-missing labelEn",
    "pulling, '', Strength., 強さ。, label-missing labelJa",
    "pulling, pulling, Strength., 強さ。, label-language labelJa",
    "pulling, 牽引強さ, '', 強さ。, definition-missing definitionEn",
    "pulling, 牽引強さ, Strength., Strength., definition-language definitionJa",
    "pulling, 牽引強さ, 強さ。, 強さ。, definition-language definitionEn"
  })
  void whatIsWrongWithANewTermNamesTheField(
      String labelEn, String labelJa, String definitionEn, String definitionJa, String refused) {
    Edit.NewTerm term =
        new Edit.NewTerm(
            Optional.of("pullingStrength"),
            Role.PROPERTY,
            Shipped.PROPERTIES,
            List.of(),
            Map.of(Language.EN, labelEn, Language.JA, labelJa),
            Optional.empty(),
            Map.of(Language.EN, definitionEn, Language.JA, definitionJa),
            List.of(),
            Optional.empty());
    assertEquals(refused, refusal(term));
    assertEquals(
        refused.replace(" ", " part1."),
        refusal(
            new Edit.Split(
                TENSILE,
                List.of(
                    new Edit.Part(term, List.of(), List.of()),
                    new Edit.Part(term, List.of(), List.of())))));
  }

  @Test
  void theMessageSaysWhichLanguageInBoth() {
    Refusal refusal =
        Drafted.of(
                List.of(new Edit.ChangeDefinition(TENSILE, Language.JA, "Stress.")), Shipped.base())
            .refusals()
            .get(0)
            .refusal();
    assertTrue(refusal.words().en().contains("The Japanese definition is not in Japanese"));
    assertTrue(refusal.words().ja().contains("日本語の定義が日本語ではありません"));
  }

  @Test
  void allThatShipsStandsUnderItsLanguage() {
    for (Concept concept : Vocabulary.shipped().concepts()) {
      for (Language in : Language.values()) {
        assertTrue(Script.fitsLabel(concept.label(in), in), concept.iri());
        assertTrue(Script.fits(concept.definitions().get(in), in), concept.iri());
        concept
            .alternativeLabels()
            .get(in)
            .forEach(label -> assertTrue(Script.fitsLabel(label, in), label));
      }
    }
  }
}
