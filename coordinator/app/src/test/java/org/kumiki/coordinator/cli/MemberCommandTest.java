package org.kumiki.coordinator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What {@code coordinator status} says about a member beside its name. */
class MemberCommandTest {
  private static ObjectNode member() {
    return new ObjectMapper().createObjectNode().put("organisation", "acme");
  }

  private static String withDaysLeft(long days) {
    return MemberCommand.remarks(member().put("certificateDaysLeft", days));
  }

  @Test
  void aCertificateThatWasNotRenewedIsNamedFromTenDaysBeforeItsEndOn() {
    assertEquals("", withDaysLeft(10));
    assertTrue(withDaysLeft(9).contains("CERTIFICATE ENDS in 9 days"), withDaysLeft(9));
    assertTrue(withDaysLeft(0).contains("CERTIFICATE ENDS in 0 days"), withDaysLeft(0));
    assertTrue(withDaysLeft(-1).contains("EXPIRED; approve --renewal"), withDaysLeft(-1));
  }

  @Test
  void ofWhoIsRevokedNoCertificateIsAwaited() {
    ObjectNode revoked = member().put("certificateDaysLeft", 3).put("revokedAt", "2026-11-20");
    assertEquals("", MemberCommand.remarks(revoked));
  }

  @Test
  void aCopyAndARestoredFolderAreTwoThings() {
    ObjectNode restored = member().put("olderStartAt", "2026-11-20T12:00:00Z");
    assertTrue(MemberCommand.remarks(restored).contains("ask whether it was restored"));
    String copied = MemberCommand.remarks(restored.put("copiedAt", "2026-11-20T12:01:00Z"));
    assertTrue(copied.contains("TWO COPIES") && copied.contains("member reset"), copied);
  }
}
