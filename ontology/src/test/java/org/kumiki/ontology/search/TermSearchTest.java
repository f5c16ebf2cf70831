package org.kumiki.ontology.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.ontology.search.Hit.Match;
import org.kumiki.ontology.search.SearchableTerm.Label;
import org.kumiki.ontology.search.SearchableTerm.LabelKind;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.UnitConverter;

class TermSearchTest {
  private static final TermSearch SEARCH = TermSearch.of(Vocabulary.shipped());

  private static List<String> found(String query) {
    return SEARCH.search(SearchRequest.of(query, 5)).stream()
        .map(hit -> Names.shorten(hit.iri()))
        .toList();
  }

  private static Hit first(String query) {
    return SEARCH.search(SearchRequest.of(query, 5)).get(0);
  }

  static Stream<Arguments> pairs() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                TermSearchTest.class.getResourceAsStream("pairs.tsv"), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.contains("\t"))
          .map(line -> line.split("\t"))
          .map(pair -> Arguments.of(pair[0], "kt:" + pair[1]))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whatPeopleTypeIsAmongTheFirstFive(String query, String term) {
    assertTrue(found(query).contains(term), () -> SEARCH.search(SearchRequest.of(query, 5)) + "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kt:density | NAME",
        "density | NAME",
        "引張強さ | EXACT",
        "hipparitsuyosa | EXACT",
        "引張強 | PREFIX",
        "crystal structure d | PREFIX",
        "backscatter diffraction | WORD",
        "refractve index | FUZZY"
      })
  void theSortOfMatchIsTold(String query, Match match) {
    assertEquals(match, first(query).match(), () -> first(query).toString());
  }

  private boolean stress(Hit hit) {
    return hit.iri().endsWith("Strength");
  }

  /** The unit's own terms, of the commonest kind first; then what can be converted, SI first. */
  @Test
  void whatIsMeasuredInAUnitComesByKindAndInUnitsOfTheSiFirst() {
    List<String> own = new ArrayList<>();
    List<Boolean> si = new ArrayList<>();
    for (Hit hit : SEARCH.search(SearchRequest.of("kgf/mm²", 200))) {
      Quantity quantity = Vocabulary.shipped().concept(hit.iri()).orElseThrow().quantity().get();
      if (own.isEmpty() || !own.get(own.size() - 1).equals(quantity.kind())) {
        own.add(quantity.kind());
        si.clear();
      }
      si.add(UnitConverter.shipped().isOfTheSi(quantity.unit()));
      assertTrue(si.indexOf(false) < 0 || si.lastIndexOf(true) < si.indexOf(false), hit::toString);
    }
    assertEquals(Names.QUDT_KIND + "Stress", own.get(0));
    assertEquals(own.size(), new HashSet<>(own).size(), "a kind comes in one piece: " + own);
  }

  @Test
  void aScaleOfHardnessIsNoUnitOfAllThatHasNone() {
    List<Hit> hits = SEARCH.search(SearchRequest.of("HV", 50));
    assertEquals("kt:vickersHardness", Names.shorten(hits.get(0).iri()));
    assertTrue(hits.stream().noneMatch(hit -> hit.match() == Match.UNIT), hits::toString);
  }

  @Test
  void unitsKeepTheirCase() {
    assertTrue(
        SEARCH.search(SearchRequest.of("MPa", 20)).stream()
            .anyMatch(hit -> hit.match() == Match.UNIT && stress(hit)));
    assertTrue(
        SEARCH.search(SearchRequest.of("mPa", 20)).stream()
            .noneMatch(hit -> hit.match() == Match.UNIT && stress(hit)));
  }

  @ParameterizedTest
  @CsvSource({"N/mm2, tensileStrength", "kgf/mm², tensileStrength", "℃, annealingTemperature"})
  void aUnitThatIsNotTheTermsOwnLeadsToWhatCanBeWrittenInIt(String unit, String term) {
    List<Hit> hits = SEARCH.search(SearchRequest.of(unit, 200));
    assertTrue(hits.stream().anyMatch(hit -> hit.iri().equals(Names.TERM + term)), hits::toString);
    for (Hit hit : hits) {
      assertTrue(List.of(Match.UNIT, Match.EXACT).contains(hit.match()), hit::toString);
    }
  }

  @Test
  void symbolsThatDifferInCaseFindTheirOwnTermFirst() {
    assertEquals("kt:saturationMagnetisation", found("Ms").get(0));
    assertEquals("kt:coercivity", found("Hc").get(0));
    assertEquals(
        "kt:massFraction-No",
        found("No").stream().filter(i -> i.contains("massF")).findFirst().get());
  }

  @Test
  void theLabelThatMatchedIsShownWithItsLanguageAndKind() {
    Hit hit = first("抗張力");
    assertEquals("抗張力", hit.matched());
    assertEquals("ja", hit.language());
    assertEquals(LabelKind.ALTERNATIVE, hit.kind());
    assertEquals(LabelKind.HIDDEN, first("tensil strength").kind());
    assertEquals("Young's modulus", first("young's modulus").matched());
  }

  @Test
  void oneLanguageCanBeAskedFor() {
    SearchRequest japanese = new SearchRequest("glass", Optional.of("ja"), 10, iri -> 0);
    assertTrue(
        SEARCH.search(japanese).stream()
            .allMatch(hit -> hit.language().equals("ja") || hit.match() == Match.NAME));
    assertTrue(
        SEARCH.search(SearchRequest.of("glass", 10)).stream()
            .anyMatch(h -> h.language().equals("en")));
  }

  @Test
  void amongEqualMatchesTheMostUsedComesFirst() {
    SearchRequest plain = SearchRequest.of("hardness", 10);
    List<Hit> hits = SEARCH.search(plain);
    Hit last =
        hits.stream().filter(hit -> hit.match() == Match.PREFIX).reduce((a, b) -> b).orElseThrow();
    SearchRequest used =
        new SearchRequest("hardness", Optional.empty(), 10, iri -> iri.equals(last.iri()) ? 1 : 0);
    List<Hit> reordered = SEARCH.search(used);
    assertEquals(hits.get(0).match(), reordered.get(0).match(), "exact stays before prefix");
    Hit firstPrefix =
        reordered.stream().filter(hit -> hit.match() == Match.PREFIX).findFirst().orElseThrow();
    assertEquals(last.iri(), firstPrefix.iri());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "?",
        "***",
        "\"",
        "()",
        "!!!!",
        "、。・",
        "AND OR NOT",
        "label:引張 AND iri:*",
        "[a TO z]",
        "strength~10",
        "tensile^99999",
        "/.*/",
        "\\",
        "a:b:c:",
        "\u0000\uFFFF\uD800",
        "ー",
        "<script>alert(1)</script>"
      })
  void whatALuceneQueryWouldTakeForSyntaxIsText(String query) {
    List<Hit> hits = SEARCH.search(SearchRequest.of(query, 5));
    assertTrue(hits.size() <= 5);
    assertFalse(hits.stream().anyMatch(hit -> hit.match() == Match.EXACT), hits::toString);
  }

  @Test
  void anEndlessQueryIsCut() {
    for (String part : List.of("a", "強", "引張強さ ", "x y ", "ア", "?", "ヴァ")) {
      assertTrue(SEARCH.search(SearchRequest.of(part.repeat(200_000), 5)).size() <= 5);
    }
    assertEquals(List.of(), SEARCH.search(SearchRequest.of("   ", 5)));
  }

  @Property(tries = 300)
  void anyTextGivesAnAnswerInOrder(@ForAll @StringLength(max = 30) String query) {
    List<Hit> hits = SEARCH.search(SearchRequest.of(query, 7));
    assertTrue(hits.size() <= 7);
    for (int at = 1; at < hits.size(); at++) {
      assertTrue(hits.get(at).score() <= hits.get(at - 1).score() + 0.1, hits::toString);
      assertNotEquals(hits.get(at).iri(), hits.get(at - 1).iri());
    }
  }

  @Test
  void changesAreFoundAndWhatIsGoneIsNot() {
    try (TermSearch search = TermSearch.of(List.of(term("a", "old name"), term("b", "other")))) {
      search.update(List.of(term("a", "new name"), term("c", "third")), List.of(iri("b")));
      assertEquals(
          List.of(),
          search.search(SearchRequest.of("old name", 5)).stream()
              .filter(h -> h.match() == Match.EXACT)
              .toList());
      assertEquals(iri("a"), search.search(SearchRequest.of("new name", 5)).get(0).iri());
      assertEquals(iri("c"), search.search(SearchRequest.of("thi", 5)).get(0).iri());
      assertEquals(List.of(), search.search(SearchRequest.of("other", 5)));
    }
  }

  @Test
  void anIndexThatWasUpdatedAnswersLikeOneBuiltAnew() {
    List<SearchableTerm> all =
        Vocabulary.shipped().concepts().stream().map(SearchableTerm::of).toList();
    try (TermSearch stepwise = TermSearch.of(List.<SearchableTerm>of())) {
      for (int at = 0; at < all.size(); at += 100) {
        stepwise.update(all.subList(at, Math.min(all.size(), at + 100)), List.of());
      }
      stepwise.update(all.subList(0, 300), List.of());
      for (String query : List.of("強さ", "temperature", "kou", "HV", "steel", "viscocity")) {
        assertEquals(
            SEARCH.search(SearchRequest.of(query, 20)),
            stepwise.search(SearchRequest.of(query, 20)),
            query);
      }
    }
  }

  @Test
  void aForeignGraphIsSearchedByItsLabelsAndNotations() {
    var model = org.apache.jena.rdf.model.ModelFactory.createDefaultModel();
    model
        .createResource(iri("x"), org.apache.jena.vocabulary.SKOS.Concept)
        .addProperty(org.apache.jena.vocabulary.SKOS.prefLabel, "lujuus", "fi")
        .addProperty(org.apache.jena.vocabulary.SKOS.notation, "620.17");
    try (TermSearch search = TermSearch.of(SearchableTerm.in(model))) {
      assertEquals(Match.NAME, search.search(SearchRequest.of("620.17", 5)).get(0).match());
      assertEquals("fi", search.search(SearchRequest.of("lujuus", 5)).get(0).language());
    }
  }

  private static String iri(String local) {
    return "https://example.org/" + local;
  }

  private static SearchableTerm term(String local, String label) {
    return new SearchableTerm(
        iri(local),
        List.of(new Label(label, "en", LabelKind.PREFERRED)),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
