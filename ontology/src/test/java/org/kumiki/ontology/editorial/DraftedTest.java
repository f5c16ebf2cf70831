package org.kumiki.ontology.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.ontology.editorial.Shipped.after;
import static org.kumiki.ontology.editorial.Shipped.concept;
import static org.kumiki.ontology.editorial.Shipped.newTerm;
import static org.kumiki.ontology.editorial.Shipped.node;
import static org.kumiki.ontology.editorial.Shipped.refusal;
import static org.kumiki.ontology.editorial.Shipped.states;
import static org.kumiki.ontology.editorial.Shipped.term;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.Test;
import org.kumiki.ontology.editorial.Edit.AddSynonym;
import org.kumiki.ontology.editorial.Edit.ChangeDefinition;
import org.kumiki.ontology.editorial.Edit.ChangeLabel;
import org.kumiki.ontology.editorial.Edit.ChangeQuantity;
import org.kumiki.ontology.editorial.Edit.ChangeScopeNote;
import org.kumiki.ontology.editorial.Edit.CompareAgain;
import org.kumiki.ontology.editorial.Edit.Deprecate;
import org.kumiki.ontology.editorial.Edit.DropSynonym;
import org.kumiki.ontology.editorial.Edit.Form;
import org.kumiki.ontology.editorial.Edit.KeepApart;
import org.kumiki.ontology.editorial.Edit.Merge;
import org.kumiki.ontology.editorial.Edit.Move;
import org.kumiki.ontology.editorial.Edit.NewTerm;
import org.kumiki.ontology.editorial.Edit.Part;
import org.kumiki.ontology.editorial.Edit.Scope;
import org.kumiki.ontology.editorial.Edit.Split;
import org.kumiki.ontology.editorial.Edit.Synonym;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.ScopedLabel;

class DraftedTest {
  private static final String TENSILE = term("tensileStrength");
  private static final String YIELD = term("yieldStrength");
  private static final String DENSITY = term("density");
  private static final Scope VENDOR = new Scope(ScopedLabel.Kind.VENDOR, "Tanaka Testing");

  @Test
  void aNewTermHasItsRoleLabelsUnitAndPlace() {
    Graph after = after(newTerm("notched bar strength", "切欠き棒強さ", "strengthProperty"));

    Concept made = concept(after, "notchedBarStrength");
    assertEquals("切欠き棒強さ", made.label(Language.JA));
    assertEquals(Role.PROPERTY, made.role());
    assertEquals(Names.QUDT_UNIT + "MegaPA", made.quantity().orElseThrow().unit());
    assertEquals(Set.of(term("strengthProperty")), made.relations().broader());
    assertFalse(states(after, "notchedBarStrength", Terminology.TOP_CONCEPT_OF, Node.ANY));
  }

  @Test
  void aNewTermWithoutAPlaceStandsAtTheTopOfItsScheme() {
    Graph after = after(newTerm("notched bar strength", "切欠き棒強さ"));

    assertTrue(
        states(
            after,
            "notchedBarStrength",
            Terminology.TOP_CONCEPT_OF,
            Terminology.iri(Shipped.PROPERTIES)));
  }

  @Test
  void aLaterEditOfADraftSeesTheEarlierOnes() {
    Graph after =
        after(
            newTerm("notched bar strength", "切欠き棒強さ", "strengthProperty"),
            new AddSynonym(term("notchedBarStrength"), Synonym.alternative("NBS", Language.EN)));

    assertEquals(
        List.of("NBS"), concept(after, "notchedBarStrength").alternativeLabels().get(Language.EN));
  }

  @Test
  void aScopedSynonymIsAPlainLabelToo() {
    Graph after =
        after(
            new AddSynonym(
                TENSILE,
                new Synonym("Rm max", Language.EN, Form.ALTERNATIVE, Optional.of(VENDOR))));

    Concept tensile = concept(after, "tensileStrength");
    assertTrue(tensile.alternativeLabels().get(Language.EN).contains("Rm max"));
    assertTrue(
        tensile
            .otherNames()
            .scoped()
            .contains(
                new ScopedLabel("Rm max", Language.EN, ScopedLabel.Kind.VENDOR, "Tanaka Testing")));
  }

  @Test
  void aSynonymThatIsDroppedTakesItsScopeAlong() {
    Graph after =
        after(
            new AddSynonym(
                TENSILE, new Synonym("Rm max", Language.EN, Form.ALTERNATIVE, Optional.of(VENDOR))),
            new DropSynonym(TENSILE, "Rm max", Language.EN),
            new DropSynonym(TENSILE, "引っ張り強度", Language.JA));

    Concept tensile = concept(after, "tensileStrength");
    assertFalse(tensile.alternativeLabels().get(Language.EN).contains("Rm max"));
    assertFalse(tensile.alternativeLabels().get(Language.JA).contains("引っ張り強度"));
    assertEquals(
        concept(Shipped.base().shared(), "tensileStrength").otherNames().scoped(),
        tensile.otherNames().scoped());
  }

  @Test
  void anOldLabelStaysAsASynonymIfItShall() {
    Graph after =
        after(new ChangeLabel(TENSILE, Language.JA, "引張強度", Optional.of("ひっぱりきょうど"), true));

    Concept tensile = concept(after, "tensileStrength");
    assertEquals("引張強度", tensile.label(Language.JA));
    assertEquals(Optional.of("ひっぱりきょうど"), tensile.otherNames().reading());
    assertTrue(tensile.alternativeLabels().get(Language.JA).contains("引張強さ"));
    assertFalse(tensile.alternativeLabels().get(Language.JA).contains("引張強度"));
  }

  @Test
  void aDefinitionIsReplacedInOneLanguage() {
    Graph after = after(new ChangeDefinition(TENSILE, Language.EN, "  The peak of the curve. "));

    Concept tensile = concept(after, "tensileStrength");
    assertEquals("The peak of the curve.", tensile.definitions().get(Language.EN));
    assertEquals(
        concept(Shipped.base().shared(), "tensileStrength").definitions().get(Language.JA),
        tensile.definitions().get(Language.JA));
  }

  @Test
  void aScopeNoteComesIsReplacedAndGoes() {
    Graph noted = after(new ChangeScopeNote(TENSILE, Language.JA, " 室温での値。 "));
    Graph replaced =
        after(
            new ChangeScopeNote(TENSILE, Language.JA, "室温での値。"),
            new ChangeScopeNote(TENSILE, Language.JA, "室温以外も含む。"));
    Graph gone =
        after(
            new ChangeScopeNote(TENSILE, Language.JA, "室温での値。"),
            new ChangeScopeNote(TENSILE, Language.EN, "Any temperature."),
            new ChangeScopeNote(TENSILE, Language.JA, " "));

    assertEquals(Set.of("室温での値。"), notes(noted));
    assertEquals(Set.of("室温以外も含む。"), notes(replaced));
    assertEquals(Set.of("Any temperature."), notes(gone));
  }

  private static Set<String> notes(Graph graph) {
    return graph
        .find(Terminology.iri(TENSILE), Terminology.SCOPE_NOTE, Node.ANY)
        .mapWith(statement -> statement.getObject().getLiteralLexicalForm())
        .toSet();
  }

  @Test
  void aTermIsMovedAddedToAPlaceAndTakenFromIt() {
    String hot = term("hotStrength");
    Graph moved = after(new Move(hot, Optional.of(TENSILE), Optional.of(YIELD)));
    Graph twice = after(new Move(hot, Optional.empty(), Optional.of(YIELD)));
    Graph top = after(new Move(hot, Optional.of(TENSILE), Optional.empty()));

    assertEquals(Set.of(YIELD), concept(moved, "hotStrength").relations().broader());
    assertEquals(Set.of(TENSILE, YIELD), concept(twice, "hotStrength").relations().broader());
    assertEquals(Set.of(), concept(top, "hotStrength").relations().broader());
    assertTrue(
        states(
            top, "hotStrength", Terminology.TOP_CONCEPT_OF, Terminology.iri(Shipped.PROPERTIES)));
  }

  @Test
  void aMergedTermsLabelsAndChildrenGoToTheOtherAndItLeadsThere() {
    NewTerm pulling = newTerm("pulling strength", "牽引強さ", "strengthProperty");
    Graph after =
        after(
            pulling,
            new AddSynonym(
                term("pullingStrength"),
                new Synonym("PS", Language.EN, Form.ALTERNATIVE, Optional.of(VENDOR))),
            newTerm("cold pulling strength", "冷間牽引強さ", "pullingStrength"),
            new Merge(term("pullingStrength"), TENSILE));

    Concept tensile = concept(after, "tensileStrength");
    assertTrue(
        tensile
            .alternativeLabels()
            .get(Language.EN)
            .containsAll(List.of("pulling strength", "PS")));
    assertTrue(tensile.alternativeLabels().get(Language.JA).contains("牽引強さ"));
    assertEquals("引張強さ", tensile.label(Language.JA));
    assertTrue(tensile.otherNames().scoped().stream().anyMatch(label -> label.text().equals("PS")));
    assertEquals(Set.of(TENSILE), concept(after, "coldPullingStrength").relations().broader());
    Concept old = concept(after, "pullingStrength");
    assertEquals("pulling strength", old.label(Language.EN));
    assertEquals(List.of(), old.alternativeLabels().get(Language.EN));
    assertTrue(states(after, "pullingStrength", Terminology.DEPRECATED, Terminology.TRUE));
    assertTrue(states(after, "pullingStrength", Terminology.REPLACED_BY, node("tensileStrength")));
  }

  @Test
  void whatTheMergedTermWasKeptApartFromAndMatchedIsKeptByTheOther() {
    NewTerm pulling = newTerm("pulling strength", "牽引強さ", "strengthProperty");
    Graph after =
        after(
            pulling,
            new KeepApart(term("pullingStrength"), YIELD),
            new Merge(term("pullingStrength"), TENSILE));

    assertTrue(concept(after, "tensileStrength").relations().keptApart().contains(YIELD));
    assertEquals(Set.of(), concept(after, "pullingStrength").relations().keptApart());
  }

  @Test
  void aTermCanBeMergedIntoOneThatStandsBelowIt() {
    Graph after = after(new Merge(TENSILE, term("hotStrength")));

    assertEquals(
        Set.of(term("strengthProperty")), concept(after, "hotStrength").relations().broader());
    assertTrue(states(after, "tensileStrength", Terminology.DEPRECATED, Terminology.TRUE));
  }

  @Test
  void whoWasLedToAMergedTermIsLedOn() {
    Graph after =
        after(
            newTerm("pulling strength", "牽引強さ", "strengthProperty"),
            newTerm("tugging strength", "曳引強さ", "strengthProperty"),
            new Merge(term("tuggingStrength"), term("pullingStrength")),
            new Merge(term("pullingStrength"), TENSILE));

    assertTrue(states(after, "tuggingStrength", Terminology.REPLACED_BY, node("tensileStrength")));
    assertFalse(states(after, "tuggingStrength", Terminology.REPLACED_BY, node("pullingStrength")));
  }

  @Test
  void aTermIsSplitIntoPartsThatShareWhatItHad() {
    NewTerm smooth = newTerm("smooth bar tensile strength", "平滑材引張強さ");
    NewTerm notched = newTerm("notched bar tensile strength", "切欠き材引張強さ");
    Graph after =
        after(
            new Split(
                TENSILE,
                List.of(
                    new Part(
                        smooth,
                        List.of(Synonym.alternative("UTS", Language.EN)),
                        List.of(term("hotStrength"))),
                    new Part(notched, List.of(), List.of()))));

    Concept first = concept(after, "smoothBarTensileStrength");
    assertEquals(Set.of(term("strengthProperty")), first.relations().broader());
    assertTrue(first.alternativeLabels().get(Language.EN).contains("UTS"));
    assertEquals(
        Set.of(term("smoothBarTensileStrength")),
        concept(after, "hotStrength").relations().broader());
    assertFalse(
        concept(after, "tensileStrength").alternativeLabels().get(Language.EN).contains("UTS"));
    assertTrue(
        states(
            after, "tensileStrength", Terminology.REPLACED_BY, node("notchedBarTensileStrength")));
    assertTrue(states(after, "tensileStrength", Terminology.DEPRECATED, Terminology.TRUE));
  }

  @Test
  void whatStandsUnderADeprecatedTermStandsWhereItStood() {
    Graph after = after(new Deprecate(TENSILE, Optional.of(YIELD)));

    assertEquals(
        Set.of(term("strengthProperty")), concept(after, "hotStrength").relations().broader());
    assertTrue(states(after, "tensileStrength", Terminology.REPLACED_BY, node("yieldStrength")));
  }

  @Test
  void aUnitChangesWithItsDomainAndNumbersThatStayAreNotTouched() {
    Quantity stress = new Quantity(Names.QUDT_KIND + "Stress", Names.QUDT_UNIT + "PA", 0, 5e9);
    Drafted drafted = Drafted.of(List.of(new ChangeQuantity(TENSILE, stress)), Shipped.base());

    assertTrue(drafted.complete(), drafted.toString());
    assertEquals(
        stress,
        concept(Shipped.after(Shipped.base().shared(), drafted.patch()), "tensileStrength")
            .quantity()
            .orElseThrow());
    assertEquals(4, drafted.patch().size(), "unit and upper end, out and in");
  }

  @Test
  void keptApartStaysUntilItIsComparedAgain() {
    Graph apart = after(new KeepApart(TENSILE, YIELD));
    Drafted compared = Drafted.of(List.of(new CompareAgain(YIELD, TENSILE)), Shipped.base(apart));

    assertTrue(concept(apart, "yieldStrength").relations().keptApart().contains(TENSILE));
    assertTrue(Shipped.base().shared().isIsomorphicWith(Shipped.after(apart, compared.patch())));
  }

  @Test
  void anEditThatTakesAnEarlierOneBackLeavesNothingToPropose() {
    assertEquals(
        "nothing-changes",
        refusal(new KeepApart(YIELD, TENSILE), new CompareAgain(TENSILE, YIELD)));
  }

  @Test
  void whatCannotBeMadeIsNamed() {
    Synonym known = Synonym.alternative("UTS", Language.EN);
    Quantity wrong = new Quantity(Names.QUDT_KIND + "Stress", Names.QUDT_UNIT + "K", 0, 1);
    Map<String, Edit> table =
        Map.ofEntries(
            Map.entry("no-such-term", new AddSynonym(term("nothing"), known)),
            Map.entry("label-exists", new AddSynonym(TENSILE, known)),
            Map.entry("label-absent", new DropSynonym(TENSILE, "nothing", Language.EN)),
            Map.entry(
                "label-missing",
                new ChangeLabel(TENSILE, Language.EN, " ", Optional.empty(), true)),
            Map.entry(
                "reading-form",
                new ChangeLabel(TENSILE, Language.JA, "引張強度", Optional.of("Hippari"), true)),
            Map.entry("definition-missing", new ChangeDefinition(TENSILE, Language.EN, "")),
            Map.entry(
                "text-too-long", new ChangeDefinition(TENSILE, Language.EN, "x".repeat(1_000_000))),
            Map.entry(
                "hidden-character", new ChangeDefinition(TENSILE, Language.EN, "left\u202Eright")),
            Map.entry(
                "nothing-changes",
                new ChangeLabel(TENSILE, Language.EN, "tensile strength", Optional.empty(), true)),
            Map.entry("name-taken", newTerm("tensile strength", "引張の強さ")),
            Map.entry("label-language", newTerm("引張", "引張の強さ")),
            Map.entry("name-form", newTerm("100 %", "引張の強さ")),
            Map.entry("other-scheme", newTerm("notched bar strength", "切欠き", "tensileTest")),
            Map.entry(
                "loop", new Move(TENSILE, Optional.empty(), Optional.of(term("hotStrength")))),
            Map.entry("not-below", new Move(TENSILE, Optional.of(DENSITY), Optional.empty())),
            Map.entry(
                "already-below",
                new Move(term("hotStrength"), Optional.empty(), Optional.of(TENSILE))),
            Map.entry("same-term", new Merge(TENSILE, TENSILE)),
            Map.entry("other-dimension", new Merge(TENSILE, DENSITY)),
            Map.entry("other-role", new Merge(TENSILE, term("strengthProperty"))),
            Map.entry("kept-apart", new Merge(TENSILE, term("flexuralStrength"))),
            Map.entry("already-apart", new KeepApart(TENSILE, term("flexuralStrength"))),
            Map.entry("not-apart", new CompareAgain(TENSILE, YIELD)),
            Map.entry("in-line", new KeepApart(TENSILE, term("hotStrength"))),
            Map.entry("unit-not-of-kind", new ChangeQuantity(TENSILE, wrong)),
            Map.entry("no-quantity", new ChangeQuantity(term("strengthProperty"), wrong)),
            Map.entry("too-few-parts", new Split(TENSILE, List.of())));

    table.forEach((code, edit) -> assertEquals(code, refusal(edit), edit.toString()));
  }

  @Test
  void aDeprecatedTermIsNotEditedAnyMore() {
    assertEquals(
        "deprecated",
        refusal(
            new Deprecate(YIELD, Optional.of(TENSILE)),
            new AddSynonym(YIELD, Synonym.alternative("flow point", Language.EN))));
  }

  @Test
  void everyRefusalSpeaksBothLanguages() {
    Drafted drafted = Drafted.of(List.of(new Merge(TENSILE, DENSITY)), Shipped.base());

    Words words = drafted.refusals().get(0).refusal().words();
    assertEquals(
        "kt:tensileStrength and kt:density measure different dimensions. Such terms stay two.",
        words.in(Language.EN));
    assertEquals("kt:tensileStrengthとkt:densityは量の次元が異なります。統合できません。", words.in(Language.JA));
  }

  @Test
  void whatWouldBecomeWorseIsFound() {
    Drafted drafted =
        Drafted.of(
            List.of(
                new ChangeLabel(TENSILE, Language.EN, "yield strength", Optional.empty(), true)),
            Shipped.base());

    assertEquals(List.of(), drafted.refusals());
    assertEquals("duplicate-label", drafted.findings().get(0).rule());
    assertFalse(drafted.complete());
  }

  @Test
  void aDraftIsBasedOnWhatItChangesAndOnWhereItPutsIt() {
    Drafted drafted =
        Drafted.of(
            List.of(newTerm("notched bar strength", "切欠き棒強さ", "strengthProperty")), Shipped.base());

    assertEquals(
        Map.of(term("notchedBarStrength"), 0L, term("strengthProperty"), 1L), drafted.basedOn());
  }

  @Test
  void moreEditsThanAnybodyCanReviewAreNotOneProposal() {
    Edit edit = new ChangeDefinition(TENSILE, Language.EN, "x");
    Drafted drafted = Drafted.of(Collections.nCopies(Drafted.MOST_EDITS + 1, edit), Shipped.base());

    assertEquals("too-many", drafted.refusals().get(0).refusal().code());
    assertTrue(drafted.patch().isEmpty());
  }
}
