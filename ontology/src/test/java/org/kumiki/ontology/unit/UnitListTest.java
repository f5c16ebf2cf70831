package org.kumiki.ontology.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.qudtlib.Qudt;
import io.github.qudtlib.model.QuantityKind;
import io.github.qudtlib.model.Unit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.TurtleText;
import org.kumiki.ontology.term.Vocabulary;

/** The shipped list against an independent copy of QUDT, the one inside qudtlib 4.1.0. */
class UnitListTest {
  /** In newer QUDT releases, but not in qudtlib 4.1.0. */
  private static final Set<String> NEWER_UNITS = Set.of("MegaPA-M0dot5", "MilliA-HR-PER-GM");

  private static final Set<String> NEWER_KINDS =
      Set.of(
          "AmountOfSubstanceFraction",
          "AreaFraction",
          "SpecificElectricCharge",
          "SpecificSurfaceArea",
          "StressIntensityFactor",
          "TemperatureDifference");

  /**
   * Dimensions of that release that contradict the definitions: magnetic polarisation is J = μ0·M,
   * a flux density; and m²/(V·s) is A·s²/kg, with the square of time and not its fourth power.
   */
  private static final Set<String> WRONG_KINDS = Set.of("MagneticPolarization", "Mobility");

  private static final Set<String> WRONG_UNITS = Set.of("M2-PER-V-SEC");

  /**
   * Factors of that release that contradict the definitions, checked one by one: a percent and the
   * rates per °C and °F are 1, K/h is 3600 instead of 1/3600, mm/y is 1.71e-12 instead of 3.17e-11.
   */
  private static final Set<String> WRONG_FACTORS =
      Set.of(
          "DEG_C-PER-HR",
          "DEG_C-PER-MIN",
          "DEG_F-PER-MIN",
          "DEG_F-PER-SEC",
          "K-PER-HR",
          "MilliM-PER-YR",
          "PERCENT");

  private static List<Resource> all(String type) {
    Model model = TurtleText.shipped("units.ttl");
    return model
        .listSubjectsWithProperty(RDF.type, model.createResource(Names.QUDT + type))
        .toList();
  }

  private static String local(String iri) {
    return iri.substring(iri.lastIndexOf('/') + 1);
  }

  @Test
  void unitsUnderTheNamespaceOfQudtAreUnitsOfQudt() {
    Set<String> unknown = new TreeSet<>();
    for (Resource unit : all("Unit")) {
      if (unit.getURI().startsWith(Names.QUDT_UNIT) && Qudt.unit(unit.getURI()).isEmpty()) {
        unknown.add(local(unit.getURI()));
      }
    }
    assertEquals(new TreeSet<>(NEWER_UNITS), unknown);
  }

  @Test
  void dimensionsOfUnitsAgreeWithQudt() {
    Set<String> different = new TreeSet<>();
    for (Resource listed : all("Unit")) {
      ListedUnit unit = UnitList.shipped().unit(listed.getURI()).orElseThrow();
      Qudt.unit(unit.iri())
          .flatMap(Unit::getDimensionVectorIri)
          .filter(dimension -> !dimension.equals(unit.dimension()))
          .ifPresent(dimension -> different.add(local(unit.iri())));
    }
    assertEquals(new TreeSet<>(WRONG_UNITS), different);
  }

  @Test
  void factorsAgreeWithQudtExceptWhereItIsKnownToBeWrong() {
    Set<String> different = new TreeSet<>();
    for (Resource listed : all("Unit")) {
      ListedUnit unit = UnitList.shipped().unit(listed.getURI()).orElseThrow();
      Qudt.unit(unit.iri())
          .flatMap(Unit::getConversionMultiplier)
          .map(factor -> factor.doubleValue() / unit.multiplier().doubleValue() - 1)
          .filter(deviation -> Math.abs(deviation) > 3e-6)
          .ifPresent(deviation -> different.add(local(unit.iri())));
    }
    assertEquals(new TreeSet<>(WRONG_FACTORS), different);
  }

  @Test
  void dimensionsOfKindsAgreeWithQudt() {
    Set<String> unknown = new TreeSet<>();
    Set<String> different = new TreeSet<>();
    for (Resource listed : all("QuantityKind")) {
      if (!listed.getURI().startsWith(Names.QUDT_KIND)) {
        continue;
      }
      String dimension = UnitList.shipped().dimensionOfKind(listed.getURI()).orElseThrow();
      Qudt.quantityKind(listed.getURI())
          .flatMap(QuantityKind::getDimensionVectorIri)
          .ifPresentOrElse(
              theirs -> {
                if (!theirs.equals(dimension)) {
                  different.add(local(listed.getURI()));
                }
              },
              () -> unknown.add(local(listed.getURI())));
    }
    assertEquals(new TreeSet<>(NEWER_KINDS), unknown);
    assertEquals(new TreeSet<>(WRONG_KINDS), different);
  }

  @Test
  void everyKindHasANameOfItsOwnInBothLanguages() {
    Set<String> kinds = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (Resource kind : all("QuantityKind")) {
      kinds.add(kind.getURI());
      for (Language language : Language.values()) {
        names.add(UnitConverter.shipped().kind(kind.getURI(), language));
      }
    }

    assertEquals(2 * kinds.size(), names.size(), "two of them are called the same");
    assertEquals("応力", UnitConverter.shipped().kind(Names.QUDT_KIND + "Stress", Language.JA));
    assertEquals(
        "some kind", UnitConverter.shipped().kind("https://example.org/SomeKind", Language.JA));
  }

  @Test
  void theUnitOfEveryTermHasTheDimensionOfItsKind() {
    int measured = 0;
    for (Concept concept : Vocabulary.shipped().concepts()) {
      if (concept.quantity().isPresent()) {
        UnitConverter units = UnitConverter.shipped();
        assertTrue(
            units.dimensionOfUnit(concept.quantity().get().unit()).isPresent(), concept.iri());
        assertEquals(
            units.dimensionOfKind(concept.quantity().get().kind()),
            units.dimensionOfUnit(concept.quantity().get().unit()),
            concept.iri());
        measured++;
      }
    }
    assertTrue(measured > 300, "only " + measured + " terms were looked at");
  }

  @Test
  void everySpellingIsReadBackAsItsUnit() {
    Model model = TurtleText.shipped("units.ttl");
    int read = 0;
    for (Resource listed : all("Unit")) {
      ListedUnit unit = UnitList.shipped().unit(listed.getURI()).orElseThrow();
      for (String property : List.of("spelling", "massSpelling", "moleSpelling", "areaSpelling")) {
        for (var statement :
            listed
                .inModel(model)
                .listProperties(model.createProperty(Names.TERM, property))
                .toList()) {
          String spelling = statement.getString();
          assertEquals(unit, UnitList.shipped().read(spelling).orElseThrow().unit(), spelling);
          read++;
        }
      }
      assertEquals(unit, UnitList.shipped().read(unit.symbol()).orElseThrow().unit());
    }
    assertTrue(read > 250, "only " + read + " spellings were read");
  }
}
