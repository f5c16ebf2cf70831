package org.kumiki.ontology.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.ontology.mapping.MappingProblem.Code;
import org.kumiki.ontology.shape.ShapesCatalogue;
import org.kumiki.ontology.term.DraftTerm;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.Conversion.Factor;

class MappingPlanTest {
  private static final Vocabulary VOCABULARY = Vocabulary.shipped();

  private static MappingPlan plan(String yaml, List<String> headers, List<String> unitRow) {
    return MappingPlan.of(MappingFile.parse(yaml), VOCABULARY, headers, unitRow)
        .fold(
            plan -> plan,
            refusal -> {
              throw new AssertionError(refusal.problems().toString());
            });
  }

  private static List<MappingProblem> problems(
      String yaml, List<String> headers, List<String> unitRow) {
    return MappingPlan.of(MappingFile.parse(yaml), VOCABULARY, headers, unitRow)
        .fold(
            plan -> {
              throw new AssertionError("the mapping was accepted");
            },
            MappingRefusal::problems);
  }

  @Test
  void columnsAreResolvedToTermsAndConversions() {
    MappingPlan plan =
        plan(
            """
            columns:
              "引張強さ[MPa]": {term: kt:tensileStrength, unit: kgf/mm2, role: outcome}
              "組成": {term: kt:composition, basis: mass}
              "Cr": {term: kt:massFraction-Cr, unit: "mass%"}
              "温度(℃)": {term: kt:testTemperature}
              "番号": {term: kt:sampleIdentifier}
            ignore: [備考]
            """,
            List.of("番号", "組成", "引張強さ［MPa］", "Cr", "温度(℃)", "備考", "社内コード", ""), List.of());

    assertEquals(List.of(0, 1, 2, 3, 4), plan.columns().stream().map(MappedColumn::index).toList());
    assertEquals(List.of("備考"), plan.ignored());
    assertEquals(List.of("社内コード"), plan.unmapped());
    MappedColumn strength = plan.column("kt:tensileStrength").orElseThrow();
    assertEquals(Optional.of(new Factor(9.80665, 0)), strength.conversion());
    assertEquals(Role.OUTCOME, strength.role());
    assertEquals(
        Optional.of(new Factor(1, 273.15)), plan.column("kt:testTemperature").get().conversion());
    MappedColumn composition = plan.column("kt:composition").get();
    assertEquals(Optional.of(Basis.MASS), composition.basis());
    assertEquals(Optional.of(Notation.FORMULA), composition.notation());
    assertEquals(Optional.empty(), plan.column("kt:sampleIdentifier").get().conversion());
  }

  @Test
  void theUnitMayStandInTheUnitRow() {
    MappingPlan plan =
        plan(
            "columns: {Rm: {term: kt:tensileStrength}}",
            List.of("No", "Rm"),
            List.of("", "[kgf/mm²]"));
    assertEquals(
        Optional.of(Names.QUDT_UNIT + "KiloGM_F-PER-MilliM2"), plan.columns().get(0).unit());
  }

  @Test
  void aTermWithoutAUnitNeedsNone() {
    MappingPlan plan = plan("columns: {nu: {term: kt:poissonsRatio}}", List.of("nu"), List.of());
    assertEquals(Optional.of(Factor.IDENTITY), plan.columns().get(0).conversion());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A: {term: kt:noSuch} | A | UNKNOWN_TERM",
        "B: {term: kt:density, unit: g/cm3} | A | COLUMN_ABSENT",
        "A: {term: kt:density, unit: g/cm3} | A;Ａ | DUPLICATE_HEADER",
        "A: {term: kt:density} | A | UNIT_MISSING",
        "A: {term: kt:density, unit: blob} | A | UNKNOWN_UNIT",
        "'A[blob]: {term: kt:density}' | A[blob] | UNKNOWN_UNIT",
        "A: {term: kt:density, unit: MPa} | A | OTHER_DIMENSION",
        "A: {term: kt:coercivity, unit: T} | A | OTHER_DIMENSION",
        "A: {term: kt:massFraction-C, unit: at%} | A | OTHER_BASIS",
        "A: {term: kt:vickersHardness, unit: HRC} | A | OTHER_SCALE",
        "A: {term: kt:sampleIdentifier, role: property} | A | ROLE_NOT_ALLOWED",
        "A: {term: kt:supplier, role: condition} | A | ROLE_NOT_ALLOWED",
        "A: {term: kt:composition, unit: at%} | A | UNIT_ON_TEXT",
        "A: {term: kt:density, unit: g/cm3, basis: mass} | A | SETTING_NOT_ALLOWED",
        "A: {term: kt:composition} | A | NOT_CONFORMING"
      })
  void aProblemHasACodeAndAMessage(String column, String headers, Code code) {
    List<MappingProblem> problems =
        problems(
            "columns:\n  " + column.replaceFirst("^(\\S+):", "\"$1\":"),
            List.of(headers.split(";")),
            List.of());
    assertEquals(List.of(code), problems.stream().map(MappingProblem::code).toList());
    assertTrue(problems.get(0).message().length() > 30, problems.get(0).message());
  }

  @Test
  void twoColumnsForOneTermAreRefused() {
    List<MappingProblem> problems =
        problems(
            "columns: {A: {term: kt:density, unit: g/cm3}, B: {term: kt:density, unit: g/cm3}}",
            List.of("A", "B"),
            List.of());
    assertEquals(
        List.of(new CodeAt(Code.DUPLICATE_TERM, 1)),
        problems.stream().map(found -> new CodeAt(found.code(), found.column())).toList());
  }

  private record CodeAt(Code code, int column) {}

  @Test
  void aHeaderAndAUnitRowThatContradictAreRefusedUnlessTheMappingDecides() {
    List<String> headers = List.of("Rm[MPa]");
    List<String> unitRow = List.of("ksi");
    assertEquals(
        Code.UNIT_CONTRADICTORY,
        problems("columns: {\"Rm[MPa]\": {term: kt:tensileStrength}}", headers, unitRow)
            .get(0)
            .code());
    assertEquals(
        Optional.of(Factor.IDENTITY),
        plan("columns: {\"Rm[MPa]\": {term: kt:tensileStrength, unit: MPa}}", headers, unitRow)
            .columns()
            .get(0)
            .conversion());
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertEquals(
        3,
        problems(
                "columns: {A: {term: kt:a}, B: {term: kt:density}, C: {term: kt:c}}",
                List.of("A", "B", "C"),
                List.of())
            .size());
  }

  @Test
  void aColumnMayBeMappedToADraftTerm() {
    DraftTerm draft = new DraftTerm("社内指数", Role.PROPERTY, 0, 10);
    MappingFile file =
        MappingFile.of(List.of(ColumnMapping.of("社内指数", draft.iri(), Optional.empty())), List.of());
    MappingResult result =
        MappingPlan.of(file, VOCABULARY.plus(Vocabulary.draft(List.of(draft))), List.of("社内指数"));
    Boolean draftTerm =
        result.fold(plan -> plan.columns().get(0).concept().draft(), refusal -> false);
    assertEquals(true, draftTerm);
  }

  @Test
  void theDescriptionOfAPlanConforms() {
    MappingPlan plan =
        plan("columns: {Rm: {term: kt:tensileStrength, unit: ksi}}", List.of("Rm"), List.of());
    assertTrue(ShapesCatalogue.dataset().validate(plan.describe()).conforms());
    assertTrue(plan.describe().size() > 5);
  }
}
