package org.kumiki.ontology.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.TurtleText;
import org.kumiki.ontology.term.Vocabulary;

class IntegrityCheckTest {
  private static VocabularyFile file(String name) {
    String path = "checks/" + name + ".ttl";
    return new VocabularyFile(
        name, TurtleText.read(IntegrityCheckTest.class.getResourceAsStream(path), path));
  }

  private static List<Finding> check(String... names) {
    return IntegrityCheck.of(java.util.Arrays.stream(names).map(IntegrityCheckTest::file).toList());
  }

  @Test
  void aCleanFileHasNoFinding() {
    assertEquals(List.of(), check("clean"));
  }

  @Test
  void theShippedVocabularyHasNoFinding() {
    assertEquals(
        List.of(),
        IntegrityCheck.of(List.of(new VocabularyFile("shipped", Vocabulary.shipped().model()))));
  }

  /** Each file is the clean one with one thing wrong, which its name tells. */
  @ParameterizedTest
  @CsvSource({
    "S9-concept-and-scheme, S9, scheme",
    "S9-scheme-by-range, S9, wood",
    "S13-preferred-and-alternative, S13, wood",
    "S13-alternative-and-hidden, S13, wood",
    "S13-preferred-and-hidden, S13, wood",
    "S14-two-preferred-labels, S14, cedar",
    "S14-in-our-term, S14, sheen",
    "S27-related-to-parent, S27, cedar",
    "S27-related-to-grandparent, S27, cedar",
    "S27-related-to-child, S27, softwood",
    "S37-collection-and-concept, S37, timbers",
    "S37-collection-and-scheme, S37, timbers",
    "S46-exact-and-broad, S46, cypress",
    "S46-exact-and-related, S46, cedar",
    "S46-exact-by-a-detour, S46, cypress",
    "cycle-of-one, cycle, cedar",
    "cycle-of-two, cycle, softwood",
    "cycle-of-three, cycle, cedar",
    "missing-translation-label, missing-translation, cypress",
    "missing-translation-definition, missing-translation, wood",
    "missing-translation-of-our-definition, missing-translation, sheen",
    "duplicate-label-english, duplicate-label, cypress",
    "duplicate-label-japanese, duplicate-label, cypress",
    "duplicate-label-of-a-shipped-term, duplicate-label, sheen",
    "label-of-another, label-of-another, cypress",
    "dangling-reference-broader, dangling-reference, cypress",
    "dangling-reference-scheme, dangling-reference, cedar",
    "dangling-reference-shipped, dangling-reference, sheen",
    "dangling-reference-member, dangling-reference, timbers",
    "shape-unit-of-another-dimension, shape, sheen",
    "shape-no-role, shape, sheen",
    "shape-no-unit, shape, sheen",
    "reading-in-katakana, reading, sheen"
  })
  void onePlantedDefectIsTheOnlyFinding(String name, String rule, String subject) {
    List<Finding> findings = check(name);
    assertEquals(1, findings.size(), findings::toString);
    Finding finding = findings.get(0);
    assertEquals(rule, finding.rule());
    assertEquals(name, finding.file());
    assertTrue(finding.subject().endsWith("/" + subject), finding::toString);
    for (Language language : Language.values()) {
      assertFalse(finding.message().get(language).isBlank());
      assertFalse(finding.suggestion().get(language).isBlank());
    }
    assertTrue(
        finding.message().get(Language.JA).codePoints().anyMatch(c -> c > 0x3040), "in Japanese");
  }

  @Test
  void aFindingNamesTheFileThatDescribesItsSubject() {
    Finding finding =
        IntegrityCheck.of(
                List.of(
                    new VocabularyFile(
                        "empty", file("clean").statements().difference(file("clean").statements())),
                    file("cycle-of-one")))
            .get(0);
    assertEquals("cycle-of-one", finding.file());
  }

  @Test
  void filesCountTogether() {
    VocabularyFile one = turtle("one", "ex:a a skos:Concept ; skos:broader ex:b ;" + LABELS);
    VocabularyFile two =
        turtle("two", "ex:b a skos:Concept ;" + LABELS.replace("a\"", "b\"").replace("あ", "い"));
    assertEquals("dangling-reference", IntegrityCheck.of(List.of(one)).get(0).rule());
    assertEquals(List.of(), IntegrityCheck.of(List.of(one, two)));
  }

  private static final String LABELS = " skos:prefLabel \"a\"@en, \"あ\"@ja .";

  private static VocabularyFile turtle(String name, String body) {
    String text =
        "@prefix ex: <https://example.org/> .\n"
            + "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
            + body;
    return new VocabularyFile(
        name,
        TurtleText.read(
            new java.io.ByteArrayInputStream(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            name));
  }
}
