package org.kumiki.ontology.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kumiki.ontology.search.ColumnSketch.Values;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

class ColumnSketchTest {
  private static final LabelIndex INDEX = LabelIndex.of(Vocabulary.shipped());

  private static String first(String header, String unit, Values values) {
    List<Candidate> found =
        INDEX.suggest(new ColumnSketch(header, Optional.ofNullable(unit), values));
    return found.isEmpty() ? "" : Names.shorten(found.get(0).concept().iri());
  }

  @Test
  void aUnitBesideTheHeaderCountsLikeOneInIt() {
    assertEquals("kt:specificHeatCapacity", first("heat capacity", "J/(kg·K)", Values.UNKNOWN));
    assertEquals("kt:molarHeatCapacity", first("heat capacity", "J/(mol·K)", Values.UNKNOWN));
    assertEquals("kt:electricalResistivity", first("ρ", "Ω·m", Values.UNKNOWN));
    assertEquals("kt:density", first("ρ", "g/cm3", Values.UNKNOWN));
  }

  @Test
  void valuesOutsideTheDomainCountAgainstATerm() {
    ColumnSketch wild = new ColumnSketch("ポアソン比", Optional.empty(), Values.between(100, 900));
    Candidate found = INDEX.suggest(wild).get(0);
    assertTrue(found.score() < INDEX.suggest("ポアソン比").get(0).score());
    assertTrue(found.why().en().contains("values do not fit"), found.why().en());
  }

  @Test
  void valuesTellFractionsFromPercentages() {
    assertEquals("kt:massFraction-Cr", first("Cr", null, Values.between(0.5, 18)));
    assertEquals("kt:massFraction-Cr", first("Cr", null, Values.UNKNOWN));
  }

  @Test
  void aRangeIsConvertedBeforeItIsCompared() {
    assertTrue(
        INDEX
            .suggest(new ColumnSketch("融点", Optional.of("℃"), Values.between(-39, 3400)))
            .get(0)
            .why()
            .en()
            .endsWith("fits"));
  }

  @Test
  void wordsAreNoNumbers() {
    assertEquals("kt:materialGrade", first("材質", null, Values.WORDS));
    assertTrue(
        INDEX.suggest(new ColumnSketch("密度", Optional.empty(), Values.WORDS)).get(0).score() < 0.8);
  }

  @Test
  void aRangeGoesUpwards() {
    assertThrows(IllegalArgumentException.class, () -> Values.between(2, 1));
  }
}
