package org.kumiki.ontology.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.jena.graph.Graph;
import org.kumiki.ontology.editorial.Edit.AddSynonym;
import org.kumiki.ontology.editorial.Edit.ChangeLabel;
import org.kumiki.ontology.editorial.Edit.Deprecate;
import org.kumiki.ontology.editorial.Edit.DropSynonym;
import org.kumiki.ontology.editorial.Edit.KeepApart;
import org.kumiki.ontology.editorial.Edit.Merge;
import org.kumiki.ontology.editorial.Edit.Move;
import org.kumiki.ontology.editorial.Edit.Part;
import org.kumiki.ontology.editorial.Edit.Split;
import org.kumiki.ontology.editorial.Edit.Synonym;
import org.kumiki.ontology.term.Language;

class DraftedProperties {
  private static final List<String> TERMS =
      List.of(
          "mechanicalProperty",
          "strengthProperty",
          "tensileStrength",
          "hotStrength",
          "yieldStrength",
          "proofStrength",
          "compressiveStrength",
          "flexuralStrength",
          "density");

  @Property(tries = 60)
  void aDraftHoldsExactlyAndCanBeTakenBackAsAWhole(@ForAll("drafts") List<Edit> edits) {
    Graph before = Shipped.base().shared();
    Drafted drafted = Drafted.of(edits, Shipped.base());

    Graph after = Shipped.after(before, drafted.patch());

    assertTrue(before.isIsomorphicWith(Shipped.after(after, drafted.patch().inverse())));
  }

  @Property(tries = 30)
  void anEditThatCannotBeMadeLeavesNoTrace(@ForAll("drafts") List<Edit> edits) {
    Drafted drafted = Drafted.of(edits, Shipped.base());
    Set<Integer> refused =
        drafted.refusals().stream().map(Drafted.Refused::edit).collect(Collectors.toSet());
    List<Edit> possible = new ArrayList<>();
    for (int at = 0; at < edits.size(); at++) {
      if (!refused.contains(at)) {
        possible.add(edits.get(at));
      }
    }

    assertEquals(drafted.patch(), Drafted.of(possible, Shipped.base()).patch());
  }

  @Property(tries = 60)
  void nobodyStandsUnderOrBesideATermThatIsNotInUse(@ForAll("drafts") List<Edit> edits) {
    Graph after = Shipped.after(Shipped.base().shared(), Drafted.of(edits, Shipped.base()).patch());
    WorkingCopy copy = new WorkingCopy(after, iri -> 1);

    for (String name : TERMS) {
      String term = Shipped.term(name);
      if (copy.isDeprecated(term)) {
        assertEquals(List.of(), copy.children(term), name);
        copy.iris(term, Terminology.REPLACED_BY)
            .forEach(other -> assertTrue(copy.isTerm(other), other));
      }
    }
  }

  @Property(tries = 60)
  void whateverIsDoneNoTermStandsAboveItself(@ForAll("drafts") List<Edit> edits) {
    Graph after = Shipped.after(Shipped.base().shared(), Drafted.of(edits, Shipped.base()).patch());
    WorkingCopy copy = new WorkingCopy(after, iri -> 1);

    TERMS.forEach(name -> assertTrue(!copy.isBelow(Shipped.term(name), Shipped.term(name)), name));
  }

  @Provide
  Arbitrary<List<Edit>> drafts() {
    Arbitrary<String> term = Arbitraries.of(TERMS).map(Shipped::term);
    Arbitrary<Optional<String>> maybe = term.optional(0.7);
    Arbitrary<String> label = Arbitraries.of("UTS", "抗張力", "flow stress", "引張強さ", "TS", "x");
    Arbitrary<Language> language = Arbitraries.of(Language.class);
    Arbitrary<Edit> edit =
        Arbitraries.oneOf(
            Combinators.combine(term, label, language)
                .as((t, l, in) -> new AddSynonym(t, Synonym.alternative(l, in))),
            Combinators.combine(term, label, language).as(DropSynonym::new),
            Combinators.combine(term, language, label)
                .as((t, in, l) -> new ChangeLabel(t, in, l, Optional.empty(), true)),
            Combinators.combine(term, maybe, maybe).as(Move::new),
            Combinators.combine(term, term).as(Merge::new),
            Combinators.combine(term, maybe).as(Deprecate::new),
            Combinators.combine(term, term).as(KeepApart::new),
            Combinators.combine(term, term).as(DraftedProperties::split));
    return edit.list().ofMinSize(1).ofMaxSize(8);
  }

  private static Edit split(String term, String child) {
    return new Split(
        term,
        List.of(
            new Part(Shipped.newTerm("first part", "その一"), List.of(), List.of(child)),
            new Part(Shipped.newTerm("second part", "その二"), List.of(), List.of())));
  }
}
