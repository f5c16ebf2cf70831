package org.kumiki.node.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kumiki.ontology.release.TermUpgrade;
import org.kumiki.ontology.search.Hit;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.page.Language;
import org.kumiki.platform.page.Wording;

/** What the node's pages say of a term. */
class TermPresenterTest {
  private static final String TENSILE = Names.TERM + "tensileStrength";
  private static final OwnColumns.Column TS =
      new OwnColumns.Column("heats", 2, "TS [kgf/mm2]", Names.QUDT_UNIT + "KiloGM_F-PER-MilliM2");

  private static Wording words(Language language) {
    return Wording.of(VocabularyPages.class, language);
  }

  private static TermPresenter presenter(Language language) {
    return new TermPresenter(words(language), Vocabulary.shipped());
  }

  private static TermPage page(Language language) {
    Concept tensile = Vocabulary.shipped().concept(TENSILE).orElseThrow();
    return presenter(language).term(tensile, List.of(TS), true);
  }

  @Test
  void aTermIsShownInBothLanguagesWithWhatItMeasuresAndOwnColumns() {
    TermPage page = page(Language.JA);
    assertEquals("引張強さ", page.label());
    assertEquals("tensile strength", page.second());
    assertEquals("ひっぱりつよさ", page.ja().reading());
    assertTrue(
        page.ja().others().contains(new TermPage.Other("抗張力", "wire and electrical materials")),
        page.ja().others()::toString);
    assertEquals("MPa", page.measure().orElseThrow().unit());
    assertTrue(page.measure().orElseThrow().units().contains("kgf/mm²"));
    assertEquals(
        List.of(new VocabularyOverview.Own("heats", 2, "TS [kgf/mm2]", "kgf/mm²")), page.columns());
    assertTrue(page.keptApart().stream().anyMatch(one -> one.label().equals("圧縮強さ")));
    assertEquals("tensile strength", page(Language.EN).label());
  }

  @Test
  void aColumnWhoseTermIsNotInTheVocabularyAnyMoreIsMarked() {
    List<VocabularyOverview.Mapped> mapped =
        presenter(Language.EN)
            .mapped(Map.of(TENSILE, List.of(TS), Names.TERM + "gone", List.of(TS)));
    assertEquals(
        Map.of("tensile strength", true, "kt:gone", false),
        mapped.stream()
            .collect(
                Collectors.toMap(one -> one.term().label(), VocabularyOverview.Mapped::known)));
  }

  @Test
  void whatAReleaseWouldChangeIsSaidInPartsWithUnitsAsPeopleWriteThem() {
    Vocabulary then = changed(turtle -> turtle.replaceFirst("引張強さ\"@ja", "引張強度（変更）\"@ja"));
    List<TermUpgrade> upgrades = TermUpgrade.of(Set.of(TENSILE), Vocabulary.shipped(), then);
    VocabularyOverview.Changed changed = presenter(Language.JA).changed(upgrades.get(0));
    assertEquals(
        List.of(new VocabularyOverview.Part("part.LABEL_JA", "引張強さ", "引張強度（変更）")), changed.parts());
    TermUpgrade unit =
        new TermUpgrade(
            TENSILE,
            "tensile strength",
            false,
            true,
            List.of(
                new TermUpgrade.Difference(TermUpgrade.Part.UNIT, "unit:MegaPA", "unit:GigaPA")));
    assertEquals(
        List.of(new VocabularyOverview.Part("part.UNIT", "MPa", "GPa")),
        presenter(Language.EN).changed(unit).parts());
  }

  private static Vocabulary changed(UnaryOperator<String> edit) {
    Concept old = Vocabulary.shipped().concept(TENSILE).orElseThrow();
    String name = "<" + TENSILE + ">";
    org.apache.jena.rdf.model.Model model =
        org.apache.jena.rdf.model.ModelFactory.createDefaultModel()
            .add(Vocabulary.shipped().model());
    var label = org.apache.jena.vocabulary.SKOS.prefLabel;
    String before = old.label(org.kumiki.ontology.term.Language.JA);
    String after = edit.apply(before + "\"@ja").replace("\"@ja", "");
    var term = model.createResource(TENSILE);
    model.remove(term, label, model.createLiteral(before, "ja"));
    model.add(term, label, model.createLiteral(after, "ja"));
    return Vocabulary.of(model, name);
  }

  @Test
  void ownColumnsOfATermThatTheVocabularyHasNotAreShownByItsIri() {
    List<VocabularyOverview.Mapped> mapped =
        presenter(Language.EN)
            .mapped(Map.of(Names.DRAFT + "odd", List.of(TS), TENSILE, List.of(TS)));
    assertEquals(
        Set.of(Names.DRAFT + "odd", "tensile strength"),
        Set.copyOf(mapped.stream().map(one -> one.term().label()).toList()));
  }

  /** A key that is missing would be shown as a key. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void everythingThatMayBeSaidHasWords(Language language) {
    for (TermUpgrade.Part part : TermUpgrade.Part.values()) {
      assertTrue(words(language).has("part." + part.name()), part.name());
    }
    for (Hit.Match match : Hit.Match.values()) {
      assertTrue(words(language).has("match." + match.name().toLowerCase(java.util.Locale.ROOT)));
    }
    for (Role role : Role.values()) {
      assertTrue(words(language).has("role." + role.word()), role.word());
    }
  }
}
