package org.kumiki.exchange.disclosure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.ledger.Ledger;
import org.kumiki.exchange.ledger.LedgerEntry;
import org.kumiki.exchange.ledger.LedgerEntry.Verdict;
import org.kumiki.exchange.round.Federation;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Block;
import org.kumiki.learning.computation.Encoding;

class DisclosureGateTest {
  private final Study study = new Federation(3, 1).statistics();
  private final FixedPointLayout layout =
      FixedPointLayout.of(new Encoding(List.of(new Block(2, 100, 0))), 3);
  private final List<LedgerEntry> ledger = new ArrayList<>();
  private QueryLedger queries = new PassingQueryLedger(3);
  private final Instant deadline = Instant.ofEpochSecond(study.deadlineEpochSecond());

  @Test
  void ownNumbersLeaveForAnApprovedStudyAndTheLedgerKnowsFirst() {
    Decision.Granted granted = assertInstanceOf(Decision.Granted.class, decide(10, 1.5, -2));
    assertArrayEquals(
        layout.quantise(new double[] {1.5, -2}).orElseThrow(), values(granted.release()));
    LedgerEntry entry = only(Verdict.GRANTED);
    assertEquals(study.hash(), entry.studyHash());
    assertEquals(2, entry.length());
    assertEquals(3, entry.cohort());
    assertEquals("", entry.reason());
  }

  @Test
  void withoutAnApprovalNothingLeavesAndTheRefusalIsWrittenDown() {
    Decision.Refused refused =
        assertInstanceOf(
            Decision.Refused.class, gate(deadline).decide(request(Optional.empty(), 10, 1, 1)));
    assertTrue(refused.reason().isStatic());
    assertTrue(only(Verdict.REFUSED).reason().contains("kumiki node approve " + study.hash()));
  }

  @Test
  void anApprovalOfAnotherStudyIsNone() {
    ByteString other = new Federation(3, 1).ridge().hash();
    Approval approval = new Approval(other, "steward");
    Decision decision = gate(deadline).decide(request(Optional.of(approval), 10, 1, 1));
    assertInstanceOf(
        Refusal.NotApproved.class, assertInstanceOf(Decision.Refused.class, decision).reason());
    only(Verdict.REFUSED);
  }

  @Test
  void afterTheDeadlineNothingLeaves() {
    assertInstanceOf(Decision.Granted.class, gate(deadline).decide(approved(10, 1, 1)));
    ledger.clear();
    Decision late = gate(deadline.plusSeconds(1)).decide(approved(10, 1, 1));
    Decision.Refused refused = assertInstanceOf(Decision.Refused.class, late);
    assertInstanceOf(Refusal.Expired.class, refused.reason());
    only(Verdict.REFUSED);
  }

  @Test
  void aStudyWhoseQuestionIsNotAdmittedGetsNoReleaseAndTheSentenceMayBeTold() {
    queries = (asked, columns) -> Optional.of("its sums would single out member-d");
    Decision.Refused refused =
        assertInstanceOf(Decision.Refused.class, gate(deadline).decide(approved(10, 1, 1)));
    assertTrue(refused.reason().isStatic());
    assertEquals("its sums would single out member-d", only(Verdict.REFUSED).reason());
  }

  @Test
  void aQueryLedgerThatCannotBeWrittenLetsNothingOut() {
    queries =
        (asked, columns) -> {
          throw new IllegalStateException("disk full");
        };
    assertThrows(IllegalStateException.class, () -> decide(10, 1, 1));
    assertEquals(List.of(), ledger);
  }

  @Test
  void aStudyThatIsNotApprovedIsNotChargedEither() {
    List<Study> asked = new ArrayList<>();
    queries =
        (study, columns) -> {
          asked.add(study);
          return Optional.empty();
        };
    gate(deadline).decide(request(Optional.empty(), 10, 1, 1));
    gate(deadline.plusSeconds(1)).decide(approved(10, 1, 1));
    assertEquals(List.of(), asked);
    decide(10, 1, 1);
    assertEquals(List.of(study), asked);
  }

  @Test
  void nineRowsLeaveAsZerosAndOnlyTheOwnersLedgerSaysWhy() {
    withheld(decide(9, 1.5, -2), "9 rows take part, the rule asks for at least 10");
  }

  @Test
  void aRehearsalLeavesWithoutARowAndByTheOtherRules() {
    Study rehearsal = new Federation(3, 1).rehearsal(2, 3);
    DisclosureGate gate = gate(deadline);
    assertInstanceOf(Decision.Granted.class, gate.decide(rehearsed(rehearsal, rehearsal, 1, -1)));
    only(Verdict.GRANTED);
    ledger.clear();
    assertInstanceOf(Decision.Refused.class, gate.decide(rehearsed(rehearsal, study, 1, -1)));
    ledger.clear();
    withheld(
        gate.decide(rehearsed(rehearsal, rehearsal, 1, 100.1)),
        "a sum lies outside the study's bounds");
    DisclosureGate late = gate(deadline.plusSeconds(1));
    assertInstanceOf(Decision.Refused.class, late.decide(rehearsed(rehearsal, rehearsal, 1, -1)));
  }

  private ReleaseRequest rehearsed(Study asked, Study approved, double first, double second) {
    Optional<Approval> approval = Optional.of(new Approval(approved.hash(), "steward"));
    return new ReleaseRequest(
        asked, approval, 1, 2, "subject", layout, 0, new double[] {first, second});
  }

  @Test
  void moreRowsThanThePublicCapLeaveAsZeros() {
    withheld(decide(1_000_001, 1.5, -2), "1000001 rows take part, the study's cap is 1000000");
  }

  @Test
  void aNumberOutsideItsBoundLeavesAsZerosOnTheWholeVector() {
    withheld(decide(10, 1.5, 100.1), "a sum lies outside the study's bounds");
    withheld(decide(10, Double.NaN, 1), "a sum lies outside the study's bounds");
  }

  @Test
  void zerosAndNumbersHaveOneShape() {
    Release zeros = assertInstanceOf(Decision.Withheld.class, decide(9, 1, 1)).zeros();
    Release numbers = assertInstanceOf(Decision.Granted.class, decide(10, 1, 1)).release();
    assertEquals(numbers.length(), zeros.length());
    assertEquals(numbers.ring(), zeros.ring());
    assertEquals(values(numbers).length, values(zeros).length);
  }

  @Test
  void nothingEscapesALedgerThatCannotBeWritten() {
    Ledger full =
        entry -> {
          throw new IllegalStateException("disk full");
        };
    DisclosureGate gate = new DisclosureGate(full, queries, Clock.fixed(deadline, ZoneOffset.UTC));
    for (ReleaseRequest request : List.of(approved(10, 1, 1), approved(9, 1, 1))) {
      assertThrows(IllegalStateException.class, () -> gate.decide(request));
    }
  }

  @Test
  void aReleaseOwnsItsNumbers() {
    double[] values = {1.5, -2};
    ReleaseRequest request =
        new ReleaseRequest(study, approval(), 1, 2, "subject", layout, 10, values);
    Release release =
        assertInstanceOf(Decision.Granted.class, gate(deadline).decide(request)).release();
    long[] before = values(release);
    values[0] = 99;
    values(release)[1] = 99;
    assertArrayEquals(before, values(release));
  }

  @Test
  void aReleaseThatWasClosedHoldsNoNumberAndGivesNone() throws ReflectiveOperationException {
    Release release = assertInstanceOf(Decision.Granted.class, decide(10, 1.5, -2)).release();
    release.close();
    assertThrows(IllegalStateException.class, () -> values(release));
    java.lang.reflect.Field owned = GrantedVector.class.getDeclaredField("owned");
    owned.setAccessible(true);
    assertArrayEquals(new long[2], (long[]) owned.get(release));
  }

  @Test
  void partsOfAReleaseAreThoseOfTheWhole() {
    Release numbers = assertInstanceOf(Decision.Granted.class, decide(10, 1.5, -2)).release();
    long[] second = new long[1];
    numbers.copyTo(1, second, 1);
    assertEquals(values(numbers)[1], second[0]);
    Release zeros = assertInstanceOf(Decision.Withheld.class, decide(9, 1, 1)).zeros();
    zeros.copyTo(1, second, 1);
    assertEquals(0, second[0]);
    assertThrows(IndexOutOfBoundsException.class, () -> zeros.copyTo(2, second, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> numbers.copyTo(2, second, 1));
  }

  @Test
  void aLedgerEntryHoldsNoValue() {
    decide(10, 1.5, -2);
    assertFalse(ledger.get(0).toString().contains("1.5"));
  }

  private static long[] values(Release release) {
    long[] values = new long[release.length()];
    release.copyTo(0, values, values.length);
    return values;
  }

  private void withheld(Decision decision, String reason) {
    Decision.Withheld withheld = assertInstanceOf(Decision.Withheld.class, decision);
    assertArrayEquals(new long[2], values(withheld.zeros()));
    assertFalse(withheld.reason().isStatic(), "it depends on rows and stays at home");
    assertTrue(only(Verdict.WITHHELD).reason().startsWith(reason), ledger.get(0).reason());
    ledger.clear();
  }

  private LedgerEntry only(Verdict verdict) {
    assertEquals(1, ledger.size());
    assertEquals(verdict, ledger.get(0).verdict());
    return ledger.get(0);
  }

  private Decision decide(long rows, double first, double second) {
    return gate(deadline).decide(approved(rows, first, second));
  }

  private DisclosureGate gate(Instant now) {
    return new DisclosureGate(ledger::add, queries, Clock.fixed(now, ZoneOffset.UTC));
  }

  private Optional<Approval> approval() {
    return Optional.of(new Approval(study.hash(), "steward"));
  }

  private ReleaseRequest approved(long rows, double first, double second) {
    return request(approval(), rows, first, second);
  }

  private ReleaseRequest request(
      Optional<Approval> approval, long rows, double first, double second) {
    return new ReleaseRequest(
        study, approval, 1, 2, "subject", layout, rows, new double[] {first, second});
  }
}
