package org.kumiki.ontology.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Collator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped vocabulary holds, over and above what every vocabulary must. */
class VocabularyContentTest {
  private static final Vocabulary SHIPPED = Vocabulary.shipped();

  private static List<String> those(Predicate<Concept> chosen) {
    return SHIPPED.concepts().stream().filter(chosen).map(Concept::iri).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "properties, 200, 4",
    "composition, 200, 3",
    "processes, 120, 4",
    "conditions, 40, 3",
    "methods, 60, 4",
    "materials, 50, 5",
    "samples, 20, 3",
    "outcomes, 15, 3"
  })
  void eachSchemeHasItsConceptsInLevels(String scheme, int least, int levels) {
    List<Concept> concepts =
        SHIPPED.concepts().stream()
            .filter(c -> c.relations().schemes().equals(Set.of(Names.SCHEME + scheme)))
            .toList();
    assertTrue(concepts.size() >= least, concepts.size() + " concepts");
    assertTrue(
        concepts.stream().mapToInt(c -> level(c, new HashSet<>())).max().orElse(0) >= levels);
  }

  private static int level(Concept concept, Set<String> seen) {
    assertTrue(seen.add(concept.iri()), "a loop at " + concept.iri());
    int highest = 0;
    for (String above : concept.relations().broader()) {
      highest = Math.max(highest, level(SHIPPED.concept(above).orElseThrow(), seen));
    }
    return highest + 1;
  }

  @Test
  void withoutTheElementsThereAreMoreThanSixHundredConcepts() {
    assertTrue(those(c -> !c.iri().contains("Fraction-")).size() > 600);
  }

  @Test
  void everyConceptHasItsReadingInHiragana() {
    assertEquals(List.of(), those(c -> !c.otherNames().reading().orElse("").matches("[ぁ-ゖー]+")));
  }

  @Test
  void readingsSortInTheOrderOfTheJapaneseSyllabary() {
    Collator syllabary = Collator.getInstance(Locale.JAPANESE);
    List<String> sorted =
        SHIPPED.concepts().stream()
            .filter(
                c ->
                    Set.of("density", "tensileStrength", "alumi", "tempering", "wearLoss")
                        .contains(c.iri().substring(Names.TERM.length())))
            .sorted(
                (a, b) ->
                    syllabary.compare(
                        a.otherNames().reading().get(), b.otherNames().reading().get()))
            .map(c -> c.label(Language.JA))
            .toList();
    assertEquals(List.of("引張強さ", "摩耗量", "密度", "焼戻し"), sorted);
  }

  @Test
  void everyConceptIsAtTheTopOfItsSchemeOrBelowAnother() {
    Set<String> top = new TreeSet<>();
    SHIPPED
        .model()
        .listSubjectsWithProperty(SKOS.topConceptOf)
        .forEachRemaining(subject -> top.add(subject.getURI()));
    assertEquals(List.of(), those(c -> c.relations().broader().isEmpty() != top.contains(c.iri())));
  }

  @Test
  void onlyCategoriesHaveNoValue() {
    List<String> withParts = those(c -> c.role() == Role.CATEGORY && c.quantity().isPresent());
    assertEquals(List.of(), withParts);
    assertEquals(Set.of(), Role.CATEGORY.columnRoles());
    assertEquals(java.util.Optional.empty(), Role.ofWord("category"));
  }

  @Test
  void labelsAreInTheLanguageThatTheySay() {
    Predicate<String> japanese = text -> text.codePoints().anyMatch(c -> c >= 0x3040 && c < 0xA000);
    List<String> wrong = new ArrayList<>();
    for (Concept concept : SHIPPED.concepts()) {
      List<String> english = new ArrayList<>(concept.alternativeLabels().get(Language.EN));
      english.add(concept.label(Language.EN));
      english.add(concept.definitions().get(Language.EN));
      english.stream().filter(japanese).forEach(wrong::add);
      if (!japanese.test(concept.definitions().get(Language.JA))) {
        wrong.add(concept.iri());
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void scopedLabelsAreLabelsOfTheirTerm() {
    int scoped = 0;
    for (Concept concept : SHIPPED.concepts()) {
      for (ScopedLabel label : concept.otherNames().scoped()) {
        boolean known =
            concept.label(label.language()).equals(label.text())
                || concept.alternativeLabels().get(label.language()).contains(label.text());
        assertTrue(known, concept.iri() + " " + label);
        scoped++;
      }
    }
    assertTrue(scoped >= 70, scoped + " scoped labels");
    assertTrue(
        SHIPPED.concept("kt:proofStrength").orElseThrow().otherNames().scoped().stream()
            .anyMatch(
                l -> l.kind() == ScopedLabel.Kind.STANDARD && l.scope().equals("ISO 6892-1")));
  }

  @Test
  void keptApartIsNeverBetweenAConceptAndItself() {
    for (Concept concept : SHIPPED.concepts()) {
      for (String other : concept.relations().keptApart()) {
        assertNotEquals(concept.iri(), other);
        assertTrue(SHIPPED.concept(other).isPresent(), other);
      }
    }
  }

  @Test
  void twoVersionsDifferInWhatWasChanged() {
    VocabularyDiff none = VocabularyDiff.between(SHIPPED.model(), SHIPPED.model());
    assertEquals(new VocabularyDiff(List.of(), List.of(), java.util.Map.of()), none);
    String turtle = SHIPPED.turtle();
    Vocabulary other =
        Vocabulary.parse(
            new java.io.ByteArrayInputStream(
                turtle
                    .replace("\"Mass in a volume\"", "\"x\"")
                    .replace("\"密度\"@ja", "\"密度2\"@ja")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            "other");
    VocabularyDiff diff = VocabularyDiff.between(SHIPPED.model(), other.model());
    assertEquals(Set.of(Names.TERM + "density"), diff.changed().keySet());
    assertTrue(diff.changed().get(Names.TERM + "density").added().get(0).contains("密度2"));
    assertEquals(List.of(), diff.added());
  }
}
