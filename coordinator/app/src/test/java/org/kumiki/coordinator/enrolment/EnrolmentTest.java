package org.kumiki.coordinator.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.coordinator.enrolment.Enrolment.Approval;
import org.kumiki.coordinator.enrolment.Enrolment.Approved;
import org.kumiki.coordinator.enrolment.Enrolment.Issued;
import org.kumiki.coordinator.enrolment.Enrolment.Refused;
import org.kumiki.coordinator.enrolment.Enrolment.Requested;
import org.kumiki.platform.http.ProblemException;

class EnrolmentTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Enrolment WAITING = new Requested(List.of());

  private static Approval by(String officer) {
    return new Approval(officer, NOW);
  }

  private static String problem(Runnable step) {
    return assertThrows(ProblemException.class, step::run).problem().code();
  }

  @Test
  void oneApprovalIsEnoughWhereOneIsNeeded() {
    assertEquals(new Approved(List.of(by("ann"))), WAITING.approve(by("ann"), 1));
  }

  @Test
  void whereTwoAreNeededTheyAreTwoPeople() {
    Enrolment half = WAITING.approve(by("ann"), 2);
    assertEquals(new Requested(List.of(by("ann"))), half);
    assertEquals("same-officer", problem(() -> half.approve(by("ann"), 2)));
    assertEquals(new Approved(List.of(by("ann"), by("bob"))), half.approve(by("bob"), 2));
  }

  @Test
  void anApprovedRequestCanBeRefusedUntilItsCertificateIsIssued() {
    Enrolment approved = WAITING.approve(by("ann"), 1);
    assertEquals(new Refused("a mistake", NOW), approved.refuse("a mistake", NOW));
    Enrolment issued = new Issued("1f", "PEM", NOW);
    assertEquals("decided-already", problem(() -> issued.refuse("too late", NOW)));
  }

  @Test
  void whatIsDecidedStaysDecided() {
    Enrolment refused = WAITING.refuse("no", NOW);
    assertEquals("decided-already", problem(() -> refused.approve(by("ann"), 1)));
    assertEquals("decided-already", problem(() -> refused.refuse("again", NOW)));
    Enrolment approved = WAITING.approve(by("ann"), 1);
    assertEquals("decided-already", problem(() -> approved.approve(by("bob"), 1)));
  }

  @Test
  void wordsAreComparedAsTheyAreHeard() {
    byte[] digest = new byte[32];
    digest[0] = 0x7f;
    digest[3] = 1;
    String words = "babab babab babab babab babab babab";
    assertTrue(EnrolmentDecisions.isSame(words, zeros()));
    assertTrue(EnrolmentDecisions.isSame(" BABAB-babab babab\tbabab,babab  babab ", zeros()));
    assertTrue(EnrolmentDecisions.isSame("0".repeat(24), zeros()));
    assertTrue(!EnrolmentDecisions.isSame("babab babab babab babab babab", zeros()), "five words");
    assertTrue(!EnrolmentDecisions.isSame("", zeros()));
    assertTrue(!EnrolmentDecisions.isSame(words, digest));
  }

  private static byte[] zeros() {
    return new byte[32];
  }
}
