package org.kumiki.ontology.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.jena.rdf.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.ontology.term.DraftTerm;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.TurtleText;
import org.kumiki.ontology.term.Vocabulary;

class ShapesCatalogueTest {
  private static Model read(String file) {
    return TurtleText.read(ShapesCatalogueTest.class.getResourceAsStream(file), file);
  }

  private static void assertOnly(ConformanceReport report, String path, String message) {
    List<String> found =
        report.violations().stream()
            .map(violation -> violation.path() + ": " + start(violation.message(), message))
            .toList();
    assertEquals(List.of((path == null ? "" : path) + ": " + message), found, report::toString);
  }

  private static String start(String text, String expected) {
    return text.startsWith(expected) ? expected : text;
  }

  @Test
  void theShippedVocabularyConforms() {
    assertEquals(
        List.of(),
        ShapesCatalogue.vocabulary().validate(Vocabulary.shipped().model()).violations());
  }

  @Test
  void draftTermsConform() {
    Vocabulary drafts =
        Vocabulary.draft(List.of(new DraftTerm("粗さ Rz", Role.PROPERTY, 0.5, 20.25)));
    assertEquals(List.of(), ShapesCatalogue.vocabulary().validate(drafts.model()).violations());
  }

  /** One file for each kind of damage; the file says what is wrong in its name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-japanese-label | skos:prefLabel | A term has exactly one Japanese preferred label",
        "two-english-labels | skos:prefLabel | A term has exactly one English preferred label",
        "no-english-definition | skos:definition | A term has exactly one English definition",
        "no-japanese-definition | skos:definition | A term has exactly one Japanese definition",
        "label-twice | skos:altLabel | A label is preferred and alternative at once",
        "foreign-label | skos:altLabel | An alternative label is neither English nor Japanese",
        "no-scheme | skos:inScheme | A term belongs to a scheme",
        "two-roles | http://www.w3.org/1999/02/22-rdf-syntax-ns#type | A term has exactly one role",
        "no-manner | http://www.w3.org/1999/02/22-rdf-syntax-ns#type | A term is either",
        "exact-and-broad | skos:exactMatch | A term matches another one exactly and is narrower",
        "exact-and-related | skos:exactMatch | A term matches another one exactly and is merely",
        "no-kind | qudt:hasQuantityKind | A measured term has exactly one quantity kind",
        "unknown-kind | qudt:hasQuantityKind | The quantity kind is not in the list",
        "no-unit | qudt:hasUnit | A measured term has exactly one unit",
        "unknown-unit | qudt:hasUnit | The unit is not in the list",
        "other-dimension | | The unit does not measure the quantity kind",
        "no-lower-end | kt:domainLower | A measured term has exactly one lower end",
        "no-upper-end | kt:domainUpper | A measured term has exactly one upper end",
        "domain-reversed | kt:domainLower | The lower end of the domain is not below",
        "text-with-unit | qudt:hasUnit | A term in words has no unit",
        "text-with-kind | qudt:hasQuantityKind | A term in words has no quantity kind",
        "property-in-words | | A property is measured",
        "measured-identifier | | An identifier measures nothing"
      })
  void aDamagedTermBreaksExactlyItsRule(String file, String path, String message) {
    assertOnly(ShapesCatalogue.vocabulary().validate(read("term/" + file + ".ttl")), path, message);
  }

  @Test
  void twoTermsWithOneLabelAreBothReported() {
    ConformanceReport report = ShapesCatalogue.vocabulary().validate(read("term/same-label.ttl"));
    assertEquals(
        List.of(
            "https://w3id.org/kumiki/term/gloss Another term of the scheme",
            "https://w3id.org/kumiki/term/sheen Another term of the scheme"),
        report.violations().stream()
            .map(v -> v.focus() + " " + start(v.message(), "Another term of the scheme"))
            .toList());
  }

  @Test
  void anUndamagedDatasetConforms() {
    assertEquals(
        List.of(), ShapesCatalogue.dataset().validate(read("dataset/good.ttl")).violations());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-property | A dataset has at least one column of a property",
        "no-header | A column has exactly one header",
        "unknown-term | A column is mapped to exactly one term",
        "unknown-role | A column has exactly one role",
        "role-not-allowed | The term does not allow the column's role",
        "no-unit | A column of a measured term has a unit",
        "other-dimension | The column's unit does not measure what the term does"
      })
  void aDamagedDatasetBreaksExactlyItsRule(String file, String message) {
    List<String> found =
        ShapesCatalogue.dataset().validate(read("dataset/" + file + ".ttl")).violations().stream()
            .map(violation -> start(violation.message(), message))
            .toList();
    assertEquals(List.of(message), found);
  }

  @Test
  void twoColumnsForOneTermAreBothReported() {
    assertEquals(
        2, ShapesCatalogue.dataset().validate(read("dataset/term-twice.ttl")).violations().size());
  }
}
