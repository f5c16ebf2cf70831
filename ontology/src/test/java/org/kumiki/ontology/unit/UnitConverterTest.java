package org.kumiki.ontology.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.Conversion.Factor;
import org.kumiki.ontology.unit.Conversion.Reason;
import org.kumiki.ontology.unit.Conversion.Refused;

class UnitConverterTest {
  @Test
  void aUnitInTheWrongCaseIsNoneAndWhatItMayBeIsNamed() {
    assertEquals(
        Map.of("MPa", "unit:MegaPA", "mPa", "unit:MilliPA"),
        UnitConverter.shipped().meantByAnyCase("mpa"));
    assertEquals(Map.of(), UnitConverter.shipped().meantByAnyCase("MPa"));
    assertEquals(Map.of(), UnitConverter.shipped().meantByAnyCase("furlong"));
  }

  @ParameterizedTest
  @CsvSource({"MegaPA,true", "UNITLESS,false", "DEG_C,true", "KiloGM_F-PER-MilliM2,false"})
  void unitsOfTheSiAreToldFromOthers(String unit, boolean si) {
    assertEquals(si, UnitConverter.shipped().isOfTheSi(Names.QUDT_UNIT + unit));
  }

  private static final UnitConverter UNITS = UnitConverter.shipped();

  private static Quantity quantity(String term) {
    return Vocabulary.shipped().concept("kt:" + term).orElseThrow().quantity().orElseThrow();
  }

  private static Factor factor(String written, String term) {
    return UNITS
        .convert(written, quantity(term))
        .fold(
            factor -> factor,
            refused -> {
              throw new AssertionError(written + " for " + term + ": " + refused.message());
            });
  }

  private static Refused refused(String written, String term) {
    return UNITS
        .convert(written, quantity(term))
        .fold(
            factor -> {
              throw new AssertionError(written + " was converted to " + term);
            },
            refused -> refused);
  }

  /**
   * Exact definitions: kilogram-force 9.80665 N (CGPM 1901), pound 0.45359237 kg and inch 25.4 mm
   * (1959 agreement), poise and stokes (CGS), oersted 1000/(4π) A/m, electronvolt and °F from the
   * SI Brochure and NIST SP 811, calorie 4.184 J (thermochemical), 100 % IACS 58 MS/m (IEC 60028).
   */
  @ParameterizedTest
  @CsvSource({
    "kgf/mm²,tensileStrength,1,9.80665",
    "kgf/mm2,tensileStrength,100,980.665",
    "ksi,tensileStrength,1,6.894757293168361",
    "psi,tensileStrength,1000,6.894757293168361",
    "N/mm²,tensileStrength,550,550",
    "GPa,tensileStrength,1.5,1500",
    "MPa,youngsModulus,205000,205",
    "kgf/mm2,youngsModulus,21000,205.93965",
    "°F,testTemperature,32,273.15",
    "℃,testTemperature,25,298.15",
    "deg C,testTemperature,-273.15,0",
    "K,testTemperature,300,300",
    "℃,undercooling,25,25",
    "°F,undercooling,9,5",
    "℃/s,coolingRate,10,10",
    "℃/min,coolingRate,60,1",
    "K/min,heatingRate,90,1.5",
    "°C/h,coolingRate,3600,1",
    "°F/s,coolingRate,9,5",
    "%,massFraction-Cr,18,18",
    "mass%,massFraction-Cr,18,18",
    "ppm,massFraction-C,300,0.03",
    "wppm,massFraction-O,10000,1",
    "-,massFraction-C,0.5,50",
    "at%,atomicFraction-Cr,25,0.25",
    "%,poissonsRatio,30,0.3",
    "Oe,coercivity,1,79.57747154594767",
    "kOe,coercivity,12.566370614359172,1000000",
    "kA/m,coercivity,955,955000",
    "G,remanence,12000,1.2",
    "emu/cc,saturationMagnetisation,1700,1700000",
    "MGOe,maximumEnergyProduct,40,318.3098861837907",
    "min,holdingTime,30,1800",
    "時間,holdingTime,2,7200",
    "g/cm³,density,7.85,7850",
    "nm,grainSize,250,0.25",
    "mm,grainSize,1,1000",
    "kgf·m,charpyImpactEnergy,10,98.0665",
    "ft·lbf,charpyImpactEnergy,1,1.3558179483314004",
    "kgf·m/cm²,impactValue,1,9.80665",
    "eV,bandGap,1.12,1.12",
    "J,workFunction,1.602176634e-19,1",
    "cal/(g·℃),specificHeatCapacity,1,4184",
    "W/cmK,thermalConductivity,4,400",
    "cal/(cm·s·℃),thermalConductivity,1,418.4",
    "10^-6/K,linearExpansionCoefficient,12,0.000012",
    "ppm/℃,linearExpansionCoefficient,12,0.000012",
    "μΩ·cm,electricalResistivity,1.7,1.7e-8",
    "S/cm,ionicConductivity,0.001,0.1",
    "%IACS,electricalConductivity,100,5.8e7",
    "cP,dynamicViscosity,1,0.001",
    "mPa·s,dynamicViscosity,1,0.001",
    "cSt,kinematicViscosity,1,1e-6",
    "Ah/kg,specificCapacity,372,372",
    "g/mol,molarMass,18.015,0.018015",
    "MPa·m^1/2,fractureToughness,30,30",
    "ksi√in,fractureToughness,1,1.0988434"
  })
  void valuesConvertByTheirDefinitions(String unit, String term, double written, double expected) {
    assertEquals(expected, factor(unit, term).apply(written), 1e-7 * Math.abs(expected) + 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "ＭＰａ,unit:MegaPA",
    "㎫,unit:MegaPA",
    "N/㎟,unit:N-PER-MilliM2",
    "N mm⁻²,unit:N-PER-MilliM2",
    "MPa,unit:MegaPA",
    "mPa,unit:MilliPA",
    "℃,unit:DEG_C",
    "ºC,unit:DEG_C",
    "˚C,unit:DEG_C",
    "degC,unit:DEG_C",
    "wt%,unit:PERCENT",
    "質量％,unit:PERCENT",
    "vol%,unit:PERCENT",
    "mol%,unit:PERCENT",
    "µm,unit:MicroM",
    "μm,unit:MicroM",
    "um,unit:MicroM",
    "J/(mol·K),unit:J-PER-MOL-K",
    "J/mol K,unit:J-PER-MOL-K",
    "J/mol/K,unit:J-PER-MOL-K",
    "J·K⁻¹·mol⁻¹,unit:J-PER-MOL-K",
    "W/m・K,unit:W-PER-M-K",
    "W/mK,unit:W-PER-M-K",
    "W/(m·℃),unit:W-PER-M-K",
    "mg/kg,unit:PPM",
    "hr,unit:HR",
    "sec,unit:SEC",
    "HV,unit:UNITLESS",
    "unit:GigaPA,unit:GigaPA",
    "http://qudt.org/vocab/unit/GigaPA,unit:GigaPA"
  })
  void unitsAreRecognisedAsLaboratoriesWriteThem(String written, String expected) {
    assertEquals(Optional.of(Names.expand(expected)), UNITS.recognise(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mpa", "Mpa", "MPA", "m s", "foo", "", " ", "/", "K/", "MPa/", "()", "m^0", "m²³⁴"
      })
  void textThatIsNoUnitIsNotGuessed(String written) {
    assertEquals(Optional.empty(), UNITS.recognise(written));
  }

  @Test
  void aFluxDensityIsNoFieldStrengthAndTheReasonIsExplained() {
    Refused refused = refused("T", "coercivity");
    assertEquals(Reason.OTHER_DIMENSION, refused.reason());
    assertTrue(refused.message().contains("μ0"), refused.message());
    assertEquals(Reason.OTHER_DIMENSION, refused("emu/g", "saturationMagnetisation").reason());
    assertEquals(Reason.OTHER_DIMENSION, refused("A/m", "remanence").reason());
  }

  @Test
  void anAngleIsNoRatioThoughBothArePureNumbers() {
    assertEquals(Reason.OTHER_DIMENSION, refused("°", "porosity").reason());
    assertEquals(
        List.of(Names.expand("unit:DEG"), Names.expand("unit:RAD")),
        UNITS.unitsOf(quantity("contactAngle")));
  }

  @Test
  void hardnessScalesDoNotConvert() {
    assertEquals(Reason.OTHER_SCALE, refused("HRC", "vickersHardness").reason());
    assertEquals(Reason.OTHER_SCALE, refused("HV", "rockwellHardnessC").reason());
    assertEquals(Reason.OTHER_SCALE, refused("HRB", "rockwellHardnessC").reason());
    assertEquals(Reason.OTHER_SCALE, refused("HRC", "massFraction-C").reason());
    assertEquals(Factor.IDENTITY, factor("HRC", "rockwellHardnessC"));
    assertEquals(Factor.IDENTITY, factor("HV", "vickersHardness"));
  }

  @Test
  void aFractionByAtomsIsNoFractionByMass() {
    assertEquals(Reason.OTHER_BASIS, refused("at%", "massFraction-Cr").reason());
    assertEquals(Reason.OTHER_BASIS, refused("mass%", "atomicFraction-Cr").reason());
    assertEquals(Reason.OTHER_BASIS, refused("wt%", "porosity").reason());
    assertEquals(Reason.OTHER_BASIS, refused("vol%", "inclusionAreaFractionA").reason());
  }

  @Test
  void anUnknownUnitIsNamedAndAnExampleGiven() {
    Refused refused = refused("furlong", "tensileStrength");
    assertEquals(Reason.UNKNOWN_UNIT, refused.reason());
    assertTrue(refused.message().contains("furlong") && refused.message().contains("MPa"));
  }

  @Test
  void onlyPointsOfATemperatureScaleTakeAnOffset() {
    for (var concept : Vocabulary.shipped().concepts()) {
      concept
          .quantity()
          .filter(quantity -> quantity.unit().equals(Names.QUDT_UNIT + "K"))
          .ifPresent(
              quantity ->
                  assertEquals(
                      quantity.difference() ? 0 : 273.15,
                      ((Factor) UNITS.convert("°C", quantity)).offset(),
                      concept.iri()));
    }
    assertEquals(0, factor("℃/s", "coolingRate").offset());
  }

  @Property(tries = 1000)
  void anyTextIsAUnitOrNot(@ForAll @StringLength(max = 40) String text) {
    Optional<String> unit = UNITS.recognise(text);
    assertTrue(unit.isEmpty() || UNITS.dimensionOfUnit(unit.get()).isPresent());
  }

  @Test
  void theUnitsOfAQuantityAreThoseThatConvert() {
    Vocabulary shipped = Vocabulary.shipped();
    List<String> strength =
        UnitConverter.shipped()
            .unitsOf(shipped.concept("kt:tensileStrength").orElseThrow().quantity().orElseThrow());
    assertEquals(Names.QUDT_UNIT + "MegaPA", strength.get(0));
    assertTrue(strength.contains(Names.QUDT_UNIT + "KiloGM_F-PER-MilliM2"));
    assertFalse(strength.contains(Names.QUDT_UNIT + "K"));
    assertEquals(
        List.of(Names.UNIT + "HRC"),
        UnitConverter.shipped()
            .unitsOf(
                shipped.concept("kt:rockwellHardnessC").orElseThrow().quantity().orElseThrow()));
  }
}
