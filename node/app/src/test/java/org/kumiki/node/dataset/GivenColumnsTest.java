package org.kumiki.node.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.disclosure.ColumnDigest;
import org.kumiki.exchange.disclosure.MultisetDigest;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Partial;

class GivenColumnsTest {
  private static final List<StoredColumn> COLUMNS =
      List.of(
          new StoredColumn("formula", "urn:formula", "composition", false, 0, null, null, "atomic"),
          new StoredColumn("x", "urn:x", "property", true, 0, "urn:unit", null, null));

  @Test
  void neitherTheOrderOfRowsNorASpellingNorADescriptorMakesOtherData() {
    List<ColumnDigest> given = given("magpie", row("Fe2O3", 1), row("NaCl", 2));
    assertEquals(given, given("magpie", row("ClNa", 2), row("Fe4O6", 1)));
    assertEquals(given, given("element-fractions", row("NaCl", 2), row("Fe2O3", 1)));
  }

  @Test
  void eachTermHasItsOwnDigest() {
    List<ColumnDigest> given = given("magpie", row("Fe2O3", 1), row("NaCl", 2));
    List<ColumnDigest> otherNumber = given("magpie", row("Fe2O3", 1), row("NaCl", 2.5));
    assertEquals(given.get(0), otherNumber.get(0));
    assertNotEquals(given.get(1), otherNumber.get(1));
    List<ColumnDigest> otherFormula = given("magpie", row("FeO", 1), row("NaCl", 2));
    assertNotEquals(given.get(0), otherFormula.get(0));
    assertEquals(given.get(1), otherFormula.get(1));
  }

  @Test
  void rowsThatEnterNoSumAreNotInTheDigest() {
    List<ColumnDigest> given = given("magpie", row("Fe2O3", 1), row("NaCl", 2));
    assertEquals(
        given,
        given("magpie", row("not a formula", 3), row("Fe2O3", 1), row("FeO", 1e9), row("NaCl", 2)),
        "one formula is unreadable, and one number outside the domain");
    assertEquals(2, given.get(0).rows());
  }

  private static List<ColumnDigest> given(String descriptor, StoredRow... rows) {
    Study study = study(descriptor);
    Partial partial =
        Algorithms.of(study.computation())
            .localStep(Algorithms.of(study.computation()).start(study.computation()))
            .start();
    GivenColumns given = new GivenColumns(study, new byte[MultisetDigest.KEY_BYTES]);
    StudyRows.Batches batches =
        StudyRows.forTraining(study, COLUMNS)
            .batches((batch, compositions) -> given.add(partial.add(batch), batch, compositions));
    List.of(rows).forEach(batches::add);
    batches.flush();
    return given.digests();
  }

  private static StoredRow row(String formula, double x) {
    return new StoredRow(0, 2, new double[] {x}, List.of(formula), null);
  }

  private static Study study(String descriptor) {
    return new Study(
        "trial",
        ByteString.of(new byte[32]),
        1,
        "A study",
        "to test",
        List.of("a", "b", "c"),
        new Method.Statistics(),
        List.of(
            new CompositionTerm("urn:formula", descriptor),
            new NumericTerm("urn:x", "urn:unit", -100, 100)),
        Optional.empty(),
        List.of(),
        1000,
        3,
        10,
        4_000_000_000L);
  }
}
