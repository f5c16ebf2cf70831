package org.kumiki.node.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Provisions;
import org.kumiki.exchange.study.Rights;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.ProtocolVersion;

class HoldOutTest {
  private static final int KEY_BYTES = 32;
  private static final NumericTerm X = new NumericTerm("urn:x", "urn:unit", 0, 1000);
  private static final NumericTerm Y = new NumericTerm("urn:y", "urn:unit", 0, 1000);
  private static final List<StoredColumn> COLUMNS =
      List.of(
          new StoredColumn("formula", "urn:formula", "composition", false, 0, null, null, "atomic"),
          new StoredColumn("x", "urn:x", "property", true, 0, "urn:unit", null, null),
          new StoredColumn("y", "urn:y", "property", true, 1, "urn:unit", null, null));

  private static final StoredColumn SAMPLE =
      new StoredColumn(
          "id", "https://w3id.org/kumiki/term/sampleIdentifier", "id", false, 1, null, null, null);

  @Test
  void aMaterialIsHeldOutWithAllItsRowsHoweverItIsWritten() {
    HoldOut holdOut = holdOut(0.5, 1);
    int held = 0;
    for (int i = 1; i <= 99; i++) {
      boolean one = holdOut.holdsOut(row("Fe" + i + "Ni" + (100 - i), i, 1));
      held += one ? 1 : 0;
      String other = "Ni" + 3 * (100 - i) + "Fe" + 3 * i;
      assertEquals(one, holdOut.holdsOut(row(other, 500, 2)), other);
    }
    assertTrue(held > 25 && held < 75, held + " of 99");
  }

  @Test
  void anotherKeyDrawsOthersAndALargerShareMore() {
    Set<Integer> few = heldOut(holdOut(0.2, 1));
    assertEquals(few, heldOut(holdOut(0.2, 1)));
    assertNotEquals(few, heldOut(holdOut(0.2, 2)));
    Set<Integer> more = heldOut(holdOut(0.4, 1));
    assertTrue(more.containsAll(few) && more.size() > few.size(), few + " in " + more);
  }

  @Test
  void withoutCompositionsEqualRowsStayTogetherAndOthersAreDrawnEach() {
    List<StoredColumn> numbers = COLUMNS.subList(1, 3);
    HoldOut holdOut = new HoldOut(0.3, key(1), numbers);
    int held = 0;
    for (int i = 0; i < 200; i++) {
      boolean one = holdOut.holdsOut(new StoredRow(i, i, new double[] {i, 7}, List.of(), null));
      boolean again =
          holdOut.holdsOut(new StoredRow(900 + i, 1, new double[] {i, 7}, List.of(), null));
      assertEquals(one, again);
      held += one ? 1 : 0;
    }
    assertTrue(held > 30 && held < 90, held + " of 200");
  }

  @Test
  void aNewColumnOrACorrectedCellMovesNoMaterialToTheOtherSide() {
    List<StoredColumn> wider = new ArrayList<>(COLUMNS);
    wider.add(new StoredColumn("z", "urn:a", "property", true, 2, "urn:unit", null, null));
    wider.add(new StoredColumn("other", "urn:other", "composition", false, 1, null, null, "mass"));
    HoldOut before = holdOut(0.5, 1);
    HoldOut after = new HoldOut(0.5, key(1), wider);
    for (int i = 1; i <= 99; i++) {
      String formula = "Fe" + i + "Ni" + (100 - i);
      List<String> texts = List.of(formula, "Al" + i + "Cu" + (100 - i));
      StoredRow changed = new StoredRow(i, i, new double[] {i + 0.5, 2, 7}, texts, null);
      assertEquals(before.holdsOut(row(formula, i, 1)), after.holdsOut(changed), formula);
    }
  }

  @Test
  void withoutACompositionASampleIdentifierDrawsWhateverElseStandsInTheRow() {
    List<StoredColumn> named = new ArrayList<>(COLUMNS.subList(1, 3));
    named.add(SAMPLE);
    int held = 0;
    for (int i = 0; i < 200; i++) {
      List<String> texts = List.of("", "S-" + i);
      HoldOut holdOut = new HoldOut(0.3, key(1), named);
      boolean one = holdOut.holdsOut(new StoredRow(i, i, new double[] {i, 7}, texts, null));
      assertEquals(
          one, holdOut.holdsOut(new StoredRow(i, i, new double[] {i, 1e3 - i}, texts, null)));
      held += one ? 1 : 0;
    }
    assertTrue(held > 30 && held < 90, held + " of 200");
  }

  @Test
  void rowsWithBlankFormulasAreDrawnEachAndDoNotFallTogether() {
    HoldOut holdOut = holdOut(0.5, 1);
    List<StoredColumn> named = new ArrayList<>(COLUMNS);
    named.add(SAMPLE);
    HoldOut byName = new HoldOut(0.5, key(1), named);
    int held = 0;
    int heldByName = 0;
    for (int i = 0; i < 200; i++) {
      held += holdOut.holdsOut(row(" ", i, 1)) ? 1 : 0;
      List<String> texts = List.of("", "S-" + i);
      heldByName += byName.holdsOut(new StoredRow(i, i, new double[] {1, 1}, texts, null)) ? 1 : 0;
    }
    assertTrue(held > 60 && held < 140, held + " of 200");
    assertTrue(heldByName > 60 && heldByName < 140, heldByName + " of 200");
  }

  @Test
  void theOrderOfColumnsAndEmptyOnesSayNothing() {
    List<StoredColumn> turned =
        List.of(
            new StoredColumn("y", "urn:y", "property", true, 0, "urn:unit", null, null),
            new StoredColumn("x", "urn:x", "property", true, 1, "urn:unit", null, null),
            new StoredColumn("z", "urn:z", "property", true, 2, "urn:unit", null, null));
    HoldOut before = new HoldOut(0.5, key(1), COLUMNS.subList(1, 3));
    HoldOut after = new HoldOut(0.5, key(1), turned);
    for (int i = 0; i < 100; i++) {
      double[] empty = {7, i, Double.NaN};
      assertEquals(
          before.holdsOut(new StoredRow(i, i, new double[] {i, 7}, List.of(), null)),
          after.holdsOut(new StoredRow(i, i, empty, List.of(), null)));
    }
  }

  @Test
  void theTwoPartsOfAStudyAreAllItsRowsAndEachCountsTheOther() {
    List<StoredRow> rows = new ArrayList<>();
    for (int i = 1; i <= 99; i++) {
      rows.add(row("Fe" + i + "Ni" + (100 - i), i, i % 10 == 0 ? Double.NaN : i));
      rows.add(row("Fe" + i + "Ni" + (100 - i), 5000, i));
    }
    List<Feature> features = List.of(new CompositionTerm("urn:formula", "magpie"), X);
    Study trains = study(new Method.RidgeRegression(1, 4), features);
    Study tests = study(new Method.Validation(trains.hash(), false, false), features);
    StudyRows trained = StudyRows.ofStudy(trains, COLUMNS, key(1));
    StudyRows tested = StudyRows.ofStudy(tests, COLUMNS, key(1));
    int both = 0;
    for (StoredRow row : rows) {
      boolean trainsOn = trained.variables(row).isPresent();
      assertNotEquals(trainsOn, tested.variables(row).isPresent());
      both += trainsOn ? 1 : 0;
    }
    assertTrue(both > 60 && both < rows.size(), both + " rows train");
    // 9 rows have no target, 99 lie outside of the domain.
    assertEquals(rows.size() - 9 - 99, trained.apart() + tested.apart());
    StudyRows left = StudyRows.heldOut(trains, COLUMNS, key(1));
    rows.forEach(row -> assertEquals(isRead(tests, row), left.variables(row).isPresent()));
  }

  private static boolean isRead(Study study, StoredRow row) {
    return StudyRows.ofStudy(study, COLUMNS, key(1)).variables(row).isPresent();
  }

  private static Set<Integer> heldOut(HoldOut holdOut) {
    Set<Integer> held = new HashSet<>();
    for (int i = 1; i <= 99; i++) {
      if (holdOut.holdsOut(row("Fe" + i + "Ni" + (100 - i), 1, 1))) {
        held.add(i);
      }
    }
    return held;
  }

  private static HoldOut holdOut(double share, int key) {
    return new HoldOut(share, key(key), COLUMNS);
  }

  private static byte[] key(int first) {
    byte[] key = new byte[KEY_BYTES];
    key[0] = (byte) first;
    return key;
  }

  private static StoredRow row(String formula, double x, double y) {
    return new StoredRow(0, 2, new double[] {x, y}, List.of(formula), null);
  }

  private static Study study(Method method, List<Feature> features) {
    return new Study(
        ProtocolVersion.FIRST,
        "trial",
        ByteString.of(new byte[32]),
        1,
        "A study",
        "to test",
        List.of("a", "b", "c"),
        method,
        features,
        Optional.of(Y),
        List.of(),
        1000,
        3,
        10,
        4_000_000_000L,
        new Provisions(Optional.empty(), Rights.PARTICIPANTS, 0.3));
  }
}
