package org.kumiki.node.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Prior;
import org.kumiki.exchange.study.Provisions;
import org.kumiki.exchange.study.Rights;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.descriptor.AmountBasis;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.CompositionParser;
import org.kumiki.learning.descriptor.PhysicsPrior;

class StudyRowsTest {
  /** In kg/m³, and the law in g/cm³. */
  private static final NumericTerm DENSITY =
      new NumericTerm("urn:density", "urn:unit", 1000, 12000);

  private static final NumericTerm HARDNESS = new NumericTerm("urn:hardness", "urn:hv", 0, 3000);
  private static final List<StoredColumn> COLUMNS =
      List.of(
          new StoredColumn("f", "urn:formula", "composition", false, 0, null, null, "atomic"),
          new StoredColumn("h", "urn:hardness", "property", true, 0, "urn:hv", null, null),
          new StoredColumn("d", "urn:density", "property", true, 1, "urn:unit", null, null));

  @Test
  void aPriorIsTakenOffEachTargetWithinTheTargetsDomain() {
    List<double[]> targets = new ArrayList<>();
    List<double[]> expected = new ArrayList<>();
    StudyRows.Batches batches =
        StudyRows.forTraining(study(), COLUMNS)
            .learned(
                (batch, prior) -> {
                  targets.add(batch.columns()[batch.columns().length - 1]);
                  expected.add(prior);
                });
    batches.add(row("Fe", 100, 7900));
    batches.add(row("W", 300, 11000));
    batches.flush();
    double iron = 1000 * PhysicsPrior.MIXTURES.expected(composition("Fe"));
    assertArrayEquals(new double[] {iron, 12000}, expected.get(0), "tungsten is beyond the domain");
    assertArrayEquals(new double[] {7900 - iron, 11000 - 12000}, targets.get(0));
  }

  /** What is left of 13,000 would lie within the bounds of what may be left of a target. */
  @Test
  void aTargetOutsideItsDomainIsCountedOutAsWithoutAPrior() {
    Computation computation = study().computation();
    Partial partial =
        Algorithms.of(computation).localStep(Algorithms.of(computation).start(computation)).start();
    StudyRows.Batches batches =
        StudyRows.forTraining(study(), COLUMNS).batches((batch) -> partial.add(batch));
    batches.add(row("Fe", 100, 13000));
    batches.add(row("Fe", 100, 7900));
    batches.add(row("Fe", 100, Double.NaN));
    batches.flush();
    assertEquals(1, partial.rowsUsed());
    assertEquals(1, partial.rowsOutsideDomain());
    assertEquals(1, partial.rowsWithoutTarget());
  }

  @Test
  void whoPredictsKnowsWhatThePriorExpectsOfTheRow() {
    StudyRows rows = StudyRows.forPrediction(study(), COLUMNS.subList(0, 2));
    assertEquals(133, rows.variables(row("Al", 20, Double.NaN)).orElseThrow().length);
    assertEquals(1000 * PhysicsPrior.MIXTURES.expected(composition("Al")), rows.expected());
  }

  private static Composition composition(String formula) {
    return (Composition) CompositionParser.parse(formula, AmountBasis.ATOMIC);
  }

  private static StoredRow row(String formula, double hardness, double density) {
    return new StoredRow(0, 2, new double[] {hardness, density}, List.of(formula), null);
  }

  private static Study study() {
    return new Study(
        ProtocolVersion.FIRST,
        "trial",
        ByteString.of(new byte[32]),
        1,
        "A study",
        "to test",
        List.of("a", "b", "c"),
        new Method.RidgeRegression(1, 4),
        List.of(HARDNESS, new CompositionTerm("urn:formula", "magpie")),
        Optional.of(DENSITY),
        List.of(),
        1000,
        3,
        10,
        4_000_000_000L,
        new Provisions(
            Optional.of(new Prior(PhysicsPrior.MIXTURES, "urn:formula", 1000)),
            Rights.PARTICIPANTS,
            0));
  }
}
