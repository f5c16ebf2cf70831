package org.kumiki.ontology.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Vocabulary;

class LookAlikesTest {
  private static final Vocabulary SHIPPED = Vocabulary.shipped();
  private static final String HEAD =
      """
      @prefix kt: <https://w3id.org/kumiki/term/> .
      @prefix ks: <https://w3id.org/kumiki/scheme/> .
      @prefix qk: <http://qudt.org/vocab/quantitykind/> .
      @prefix qudt: <http://qudt.org/schema/qudt/> .
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix unit: <http://qudt.org/vocab/unit/> .
      """;

  private static Concept term(String name, String en, String ja, String kind, String unit) {
    String turtle =
        HEAD
            + "kt:%s a skos:Concept, kt:Property, kt:MeasuredTerm ;\n".formatted(name)
            + " skos:inScheme ks:properties ; skos:prefLabel \"%s\"@en, \"%s\"@ja ;\n"
                .formatted(en, ja)
            + " skos:definition \"d\"@en, \"d\"@ja ;\n"
            + " qudt:hasQuantityKind qk:%s ; qudt:hasUnit unit:%s ;\n".formatted(kind, unit)
            + " kt:domainLower 0 ; kt:domainUpper 1 .";
    return Vocabulary.parse(
            new ByteArrayInputStream(turtle.getBytes(StandardCharsets.UTF_8)), "test.ttl")
        .concept("kt:" + name)
        .orElseThrow();
  }

  private static List<LookAlike> with(Concept added) {
    List<Concept> all = new ArrayList<>(SHIPPED.concepts());
    all.add(added);
    return LookAlikes.in(all);
  }

  @Test
  void nothingIsOpenInTheShippedVocabulary() {
    assertEquals(List.of(), LookAlikes.in(SHIPPED.concepts()));
  }

  @ParameterizedTest
  @CsvSource({
    "fatigueStrength, fatigueLimit",
    "impactValue, charpyImpactEnergy",
    "remanence, remanentMagnetisation",
    "permittivity, relativePermittivity",
    "vickersHardness, rockwellHardnessC",
    "dynamicViscosity, kinematicViscosity"
  })
  void pairsThatMustNotBeMergedAreKeptApartFromEitherSide(String one, String other) {
    Concept first = SHIPPED.concept("kt:" + one).orElseThrow();
    Concept second = SHIPPED.concept("kt:" + other).orElseThrow();
    assertTrue(first.relations().keptApart().contains(second.iri()));
    assertTrue(second.relations().keptApart().contains(first.iri()));
    assertTrue(first.relations().related().contains(second.iri()));
  }

  @ParameterizedTest
  @CsvSource({
    "'tensile strength', 引っ張り強度, Stress, MegaPA, tensileStrength",
    "'tenacity', 引張り強さ, Stress, MegaPA, tensileStrength",
    "'strength, tensile', 引く強さ, Stress, MegaPA, tensileStrength",
    "'modulus of Young', 縦の弾性, ModulusOfElasticity, GigaPA, youngsModulus",
    "'Vickers hardness number', 硬さの値, Dimensionless, UNITLESS, vickersHardness"
  })
  void aTermUnderAnotherNameIsFound(
      String en, String ja, String kind, String unit, String shipped) {
    List<LookAlike> found = with(term("zzz", en, ja, kind, unit));
    assertFalse(found.isEmpty());
    LookAlike best = found.get(0);
    assertTrue((best.one() + " " + best.other()).contains("/" + shipped), found::toString);
    assertTrue((best.one() + " " + best.other()).contains("/zzz"), found::toString);
  }

  @Test
  void oneLetterMoreIsWorthALook() {
    List<LookAlike> found =
        with(term("zzz", "some viscosity", "動粘度x", "KinematicViscosity", "M2-PER-SEC"));
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).reasons().get(0).en().contains("almost like"), found::toString);
  }

  @Test
  void whatMeasuresAnotherDimensionIsNeverTheSame() {
    assertEquals(List.of(), with(term("zzz", "tensile strength", "引張強さ", "Length", "MilliM")));
  }

  @Test
  void anotherKindOfTheSameDimensionCountsLess() {
    double same = with(term("zzz", "tensile strength", "引く", "Stress", "MegaPA")).get(0).score();
    LookAlike other = with(term("zzz", "tensile strength", "引く", "ShearModulus", "GigaPA")).get(0);
    assertTrue(other.score() < same);
    assertTrue(
        other.reasons().stream().anyMatch(one -> one.en().equals("their quantity kinds differ")),
        other::toString);
  }
}
