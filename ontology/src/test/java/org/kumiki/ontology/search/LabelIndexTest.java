package org.kumiki.ontology.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

class LabelIndexTest {
  private static final LabelIndex INDEX = LabelIndex.of(Vocabulary.shipped());

  private static String first(String header) {
    List<Candidate> found = INDEX.suggest(header);
    return found.isEmpty() ? "" : Names.shorten(found.get(0).concept().iri());
  }

  @ParameterizedTest
  @CsvSource({
    "引張強さ,kt:tensileStrength",
    "引張強さ[MPa],kt:tensileStrength",
    "抗張力,kt:tensileStrength",
    "引っ張り強さ,kt:tensileStrength",
    "UTS_MPa,kt:tensileStrength",
    "Rm,kt:tensileStrength",
    "降伏点,kt:yieldStrength",
    "耐力,kt:proofStrength",
    "耐力(0.2%),kt:proofStrength",
    "焼戻し温度,kt:temperingTemperature",
    "焼戻温度(℃),kt:temperingTemperature",
    "熱処理温度(℃),kt:heatTreatmentTemperature",
    "C[mass%],kt:massFraction-C",
    "Cr [at%],kt:atomicFraction-Cr",
    "炭素(C),kt:massFraction-C",
    "Cr,kt:massFraction-Cr",
    "硬さ(HV),kt:vickersHardness",
    "硬さ[HRC],kt:rockwellHardnessC",
    "破壊靭性値 MPa√m,kt:fractureToughness",
    "PROPERTY: Heat Capacity (J/mol K),kt:molarHeatCapacity",
    "Heat capacity (J/(kg·K)),kt:specificHeatCapacity",
    "ＵＴＳ,kt:tensileStrength",
    "試料No.,kt:sampleIdentifier",
    "備考,kt:remark"
  })
  void aHeaderFindsItsTerm(String header, String term) {
    assertEquals(term, first(header), () -> INDEX.suggest(header).toString());
  }

  /** Pairs of terms that are easily taken for one another. */
  @ParameterizedTest
  @CsvSource({
    "疲労強度,kt:fatigueStrength",
    "疲労限度,kt:fatigueLimit",
    "衝撃値,kt:impactValue",
    "吸収エネルギー,kt:charpyImpactEnergy",
    "残留磁束密度,kt:remanence",
    "残留磁化,kt:remanentMagnetisation",
    "誘電率,kt:permittivity",
    "比誘電率,kt:relativePermittivity",
    "粘度,kt:dynamicViscosity",
    "動粘度,kt:kinematicViscosity",
    "焼なまし温度,kt:annealingTemperature",
    "焼ならし温度,kt:normalisingTemperature"
  })
  void neighboursAreKeptApart(String header, String term) {
    assertEquals(term, first(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hogehoge", "", "  ", "%", "[MPa]", "year", "zzz_qqq"})
  void aHeaderWithoutATermFindsNone(String header) {
    assertEquals(List.of(), INDEX.suggest(header));
  }

  @Test
  void aUnitThatDoesNotFitCountsAgainstATerm() {
    Candidate fits = INDEX.suggest("引張強さ[MPa]").get(0);
    Candidate not = INDEX.suggest("引張強さ[mm]").get(0);
    assertEquals(1.0, fits.score());
    assertEquals(Optional.of(Names.QUDT_UNIT + "MegaPA"), fits.unit());
    assertTrue(not.score() < 0.6);
    assertTrue(not.why().en().contains("does not fit"), not.why().en());
  }

  @Property(tries = 200)
  void candidatesAreFewAndInOrder(@ForAll @StringLength(max = 20) String header) {
    List<Candidate> found = INDEX.suggest(header);
    assertTrue(found.size() <= 10);
    for (int at = 0; at < found.size(); at++) {
      assertTrue(found.get(at).score() >= 0.3 && found.get(at).score() <= 1);
      assertTrue(at == 0 || found.get(at).score() <= found.get(at - 1).score());
    }
  }

  @Test
  void everyColumnOfTheSteelFatigueDataFindsATermWithItsUnit() throws IOException {
    Path csv =
        Path.of(System.getProperty("kumiki.root", "."))
            .resolve("../shared/data/steel_fatigue_nims.csv");
    if (!Files.exists(csv)) {
      System.out.println("SKIPPED: " + csv.getFileName() + " absent");
      assumeTrue(false, "steel data absent");
    }
    List<String> unclear = new ArrayList<>();
    try (var lines = Files.lines(csv, StandardCharsets.UTF_8)) {
      for (String header : lines.findFirst().orElseThrow().split(",")) {
        List<Candidate> found = INDEX.suggest(header);
        if (found.isEmpty() || found.get(0).score() < 0.9) {
          unclear.add(header);
        }
      }
    }
    assertEquals(List.of(), unclear);
  }
}
