package org.kumiki.coordinator.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.Warning;

class MemberChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private final ArrayNode members = JsonNodeFactory.instance.arrayNode();

  private void member(String name, String lastSeen, String versions) {
    members
        .addObject()
        .put("organisation", name)
        .put("lastSeenAt", lastSeen)
        .put("protocolVersions", versions);
  }

  private List<CheckResult> checks() {
    return MemberChecks.of(members, NOW);
  }

  @Test
  void membersThatAreConnectedAreGreen() {
    member("acme", "2026-11-21T09:59:40Z", "1");
    member("birch", "2026-11-21T10:59:40+01:00", "1, 2");
    assertTrue(checks().stream().allMatch(Good.class::isInstance), checks()::toString);
  }

  @Test
  void whoWasNotSeenForLongOrNeverIsNamed() {
    member("acme", "2026-11-18T10:00:00Z", "1");
    member("birch", null, null);
    Warning seen = (Warning) checks().get(0);
    assertEquals("acme was last seen 3 days ago, birch has never been seen", seen.cause());
    assertTrue(seen.fix().contains("kumiki node doctor"));
  }

  @Test
  void whoSpeaksNoVersionOfOursIsRed() {
    member("acme", "2026-11-21T09:59:40Z", "3, 4");
    Failure versions = (Failure) checks().get(1);
    assertTrue(versions.cause().contains("acme speaks 3, 4"), versions::cause);
    assertTrue(versions.cause().contains("this coordinator speaks protocol version 1, 2"));
    assertTrue(versions.fix().contains("the same release"));
  }

  @Test
  void whoIsRevokedDoesNotCount() {
    member("acme", "2026-01-01T00:00:00Z", "9");
    ((com.fasterxml.jackson.databind.node.ObjectNode) members.get(0))
        .put("revokedAt", "2026-02-01T00:00:00Z");
    assertTrue(checks().stream().allMatch(Good.class::isInstance), checks()::toString);
  }
}
