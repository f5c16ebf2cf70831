package org.kumiki.ontology.term;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {
  private static final Vocabulary SHIPPED = Vocabulary.shipped();
  private static final String TERM =
      """
      @prefix kt: <https://w3id.org/kumiki/term/> .
      @prefix qk: <http://qudt.org/vocab/quantitykind/> .
      @prefix qudt: <http://qudt.org/schema/qudt/> .
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix unit: <http://qudt.org/vocab/unit/> .
      kt:sheen a skos:Concept, kt:Property, kt:MeasuredTerm ;
          skos:inScheme kt: ;
          skos:prefLabel "sheen"@en, "光沢"@ja ;
          skos:definition "How it shines."@en, "光り方。"@ja ;
          qudt:hasQuantityKind qk:Dimensionless ; qudt:hasUnit unit:UNITLESS ;
          kt:domainLower 0 ; kt:domainUpper 1.5 .
      """;

  private static Vocabulary parse(String turtle) {
    return Vocabulary.parse(
        new ByteArrayInputStream(turtle.getBytes(StandardCharsets.UTF_8)), "test.ttl");
  }

  /** The 49 rows of the seed table: Japanese label, unit and quantity kind. */
  @ParameterizedTest
  @CsvSource({
    "tensileStrength,引張強さ,MegaPA,Stress",
    "yieldStrength,降伏応力,MegaPA,Stress",
    "proofStrength,0.2 %耐力,MegaPA,Stress",
    "elongationAfterFracture,破断伸び,PERCENT,LinearStrain",
    "reductionOfArea,絞り,PERCENT,DimensionlessRatio",
    "youngsModulus,ヤング率,GigaPA,ModulusOfElasticity",
    "shearModulus,せん断弾性係数,GigaPA,ShearModulus",
    "bulkModulus,体積弾性率,GigaPA,BulkModulus",
    "poissonsRatio,ポアソン比,UNITLESS,PoissonRatio",
    "vickersHardness,ビッカース硬さ,UNITLESS,Dimensionless",
    "fatigueStrength,疲労強度,MegaPA,Stress",
    "fractureToughness,破壊靱性,MegaPA-M0dot5,StressIntensityFactor",
    "charpyImpactEnergy,シャルピー衝撃吸収エネルギー,J,Energy",
    "compressiveStrength,圧縮強さ,MegaPA,Stress",
    "flexuralStrength,曲げ強さ,MegaPA,Stress",
    "density,密度,KiloGM-PER-M3,MassDensity",
    "porosity,気孔率,PERCENT,VolumeFraction",
    "specificSurfaceArea,比表面積,M2-PER-KiloGM,SpecificSurfaceArea",
    "grainSize,結晶粒径,MicroM,Length",
    "thermalConductivity,熱伝導率,W-PER-M-K,ThermalConductivity",
    "thermalDiffusivity,熱拡散率,M2-PER-SEC,ThermalDiffusivity",
    "specificHeatCapacity,比熱容量,J-PER-KiloGM-K,SpecificHeatCapacity",
    "linearExpansionCoefficient,線膨張係数,PER-K,LinearExpansionCoefficient",
    "meltingPoint,融点,K,MeltingPoint",
    "glassTransitionTemperature,ガラス転移温度,K,ThermodynamicTemperature",
    "electricalConductivity,電気伝導率,S-PER-M,ElectricConductivity",
    "electricalResistivity,電気抵抗率,OHM-M,Resistivity",
    "ionicConductivity,イオン伝導率,S-PER-M,ElectrolyticConductivity",
    "bandGap,バンドギャップ,EV,GapEnergy",
    "relativePermittivity,比誘電率,UNITLESS,PermittivityRatio",
    "dielectricStrength,絶縁破壊強さ,V-PER-M,ElectricFieldStrength",
    "seebeckCoefficient,ゼーベック係数,V-PER-K,SeebeckCoefficient",
    "carrierMobility,移動度,M2-PER-V-SEC,Mobility",
    "workFunction,仕事関数,EV,WorkFunction",
    "refractiveIndex,屈折率,UNITLESS,RefractiveIndex",
    "coercivity,保磁力,A-PER-M,Coercivity",
    "remanence,残留磁束密度,T,MagneticPolarization",
    "saturationMagnetisation,飽和磁化,A-PER-M,Magnetization",
    "curieTemperature,キュリー温度,K,CurieTemperature",
    "dynamicViscosity,粘度,PA-SEC,DynamicViscosity",
    "surfaceTension,表面張力,N-PER-M,SurfaceTension",
    "diffusionCoefficient,拡散係数,M2-PER-SEC,DiffusionCoefficient",
    "specificCapacity,比容量,MilliA-HR-PER-GM,SpecificElectricCharge",
    "massFraction,元素の質量分率,PERCENT,MassFraction",
    "moleFraction,元素のモル分率,UNITLESS,AmountOfSubstanceFraction",
    "heatTreatmentTemperature,熱処理温度,K,ThermodynamicTemperature",
    "holdingTime,保持時間,SEC,Time",
    "coolingRate,冷却速度,K-PER-SEC,TemperaturePerTime",
    "molarMass,モル質量,KiloGM-PER-MOL,MolarMass"
  })
  void everyRowOfTheSeedTableIsATerm(String name, String label, String unit, String kind) {
    Concept concept = SHIPPED.concept("kt:" + name).orElseThrow();
    Quantity quantity = concept.quantity().orElseThrow();
    assertAll(
        () -> assertEquals(label, concept.label(Language.JA)),
        () -> assertEquals(Names.QUDT_UNIT + unit, quantity.unit()),
        () -> assertEquals(Names.QUDT_KIND + kind, quantity.kind()),
        () -> assertFalse(concept.draft()));
  }

  @Test
  void everyElementFromHydrogenToLawrenciumHasBothFractions() {
    long mass = SHIPPED.concepts().stream().filter(c -> c.iri().contains("/massFraction-")).count();
    long atomic =
        SHIPPED.concepts().stream().filter(c -> c.iri().contains("/atomicFraction-")).count();
    assertEquals(103, mass);
    assertEquals(103, atomic);
    assertEquals(
        "クロムの質量分率", SHIPPED.concept("kt:massFraction-Cr").orElseThrow().label(Language.JA));
  }

  @Test
  void anIdentifierIsNeverANumber() {
    List<Concept> identifiers = SHIPPED.concepts().stream().filter(Concept::identifier).toList();
    assertTrue(identifiers.size() >= 5);
    assertTrue(identifiers.stream().noneMatch(Concept::measured));
    assertEquals("[SAMPLE_IDENTIFIER]", Role.SAMPLE_IDENTIFIER.columnRoles().toString());
  }

  @Test
  void aTermIsFoundByItsFullAndItsShortName() {
    assertEquals(
        SHIPPED.concept("kt:density"), SHIPPED.concept("https://w3id.org/kumiki/term/density"));
    assertTrue(SHIPPED.concept("kt:noSuchTerm").isEmpty());
    assertTrue(SHIPPED.concept("density").isEmpty());
  }

  @Test
  void aDifferenceOfTemperaturesIsKnownFromItsKind() {
    assertTrue(SHIPPED.concept("kt:undercooling").orElseThrow().quantity().get().difference());
    assertFalse(SHIPPED.concept("kt:meltingPoint").orElseThrow().quantity().get().difference());
  }

  @Test
  void theHashSurvivesWritingAndChangesWithALabel() {
    assertEquals(SHIPPED.sha256(), parse(SHIPPED.turtle()).sha256());
    assertEquals(64, SHIPPED.sha256().length());
    assertNotEquals(parse(TERM).sha256(), parse(TERM.replace("光沢", "つや")).sha256());
  }

  @Test
  void theHashIsThatOfTheSortedStatements() {
    String ordered =
        """
        <https://w3id.org/kumiki/term/a> <http://www.w3.org/2004/02/skos/core#note> "x"@en .
        """;
    // printf '<https://w3id.org/kumiki/term/a> … "x"@en .\n' | sha256sum
    assertEquals(
        "af731205c9fc4e1cf6e3452b527a5ac743e48000979c0a4b76246498aa427e7b",
        parse(ordered).sha256());
  }

  @Test
  void bothVocabulariesTogetherHaveAllTerms() {
    Vocabulary both = SHIPPED.plus(parse(TERM));
    assertEquals(SHIPPED.concepts().size() + 1, both.concepts().size());
    assertEquals("光沢", both.concept("kt:sheen").orElseThrow().label(Language.JA));
    assertEquals(SHIPPED.sha256(), SHIPPED.plus(SHIPPED).sha256());
  }

  @Test
  void aTermThatIsDefinedTwiceDifferentlyIsRefused() {
    Vocabulary other = parse(TERM.replace("sheen a", "density a"));
    String message =
        assertThrows(UnreadableVocabulary.class, () -> SHIPPED.plus(other)).getMessage();
    assertTrue(message.contains("kt:density"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"光沢\"@ja' | '\"光沢\"' | a text in ja is missing",
        "'0 ; kt:domainUpper' | '2 ; kt:domainUpper' | the lower one first",
        "'qudt:hasUnit unit:UNITLESS ;' | '' | exactly one hasUnit",
        "'kt:domainLower 0' | 'kt:domainLower \"low\"' | domainLower must be a number",
        "'kt:Property, ' | '' | exactly one role",
        "'kt:Property' | 'kt:SampleIdentifier' | measures nothing",
        "'@prefix kt:' | '@prefixx kt:' | is not Turtle",
        "'kt:sheen a' | '[] a' | without an IRI",
        "'skos:inScheme kt: ;' | 'skos:note [] ;' | blank node"
      })
  void anIncompleteTermIsRefusedWithItsCause(String part, String replacement, String cause) {
    String message =
        assertThrows(UnreadableVocabulary.class, () -> parse(TERM.replace(part, replacement)))
            .getMessage();
    assertTrue(message.contains(cause), message);
    assertTrue(message.contains("test.ttl"), message);
  }

  @Test
  void draftTermsAreWrittenAndReadAgain() {
    Vocabulary drafts =
        Vocabulary.draft(
            List.of(
                new DraftTerm("疲労強度 \"A\"", Role.PROPERTY, 0, 1200.5),
                new DraftTerm("reduction_ratio", Role.PROCESS, -3, 5530)));
    Vocabulary again = parse(drafts.turtle());
    assertEquals(drafts.sha256(), again.sha256());
    Concept term = again.concept(new DraftTerm("reduction_ratio", Role.PROCESS, 0, 1).iri()).get();
    assertAll(
        () -> assertTrue(term.draft()),
        () -> assertEquals("reduction_ratio", term.label(Language.EN)),
        () -> assertEquals("reduction_ratio", term.label(Language.JA)),
        () -> assertEquals(Role.PROCESS, term.role()),
        () ->
            assertEquals(
                new Quantity(
                    Names.QUDT_KIND + "Dimensionless", Names.QUDT_UNIT + "UNITLESS", -3, 5530),
                term.quantity().get()));
  }

  @Test
  void headersThatDifferOnlyInJapaneseAreDifferentDrafts() {
    assertNotEquals(
        new DraftTerm("硬さ", Role.PROPERTY, 0, 1).iri(),
        new DraftTerm("伸び", Role.PROPERTY, 0, 1).iri());
    assertThrows(
        UnreadableVocabulary.class,
        () ->
            Vocabulary.draft(
                List.of(
                    new DraftTerm("x", Role.PROPERTY, 0, 1),
                    new DraftTerm("x", Role.PROPERTY, 0, 2))));
  }

  @Property(tries = 300)
  void foreignTextIsReadOrRefused(@ForAll @StringLength(max = 200) String text) {
    try {
      parse(text);
    } catch (UnreadableVocabulary refused) {
      assertTrue(refused.getMessage().contains("test.ttl"));
    }
  }
}
