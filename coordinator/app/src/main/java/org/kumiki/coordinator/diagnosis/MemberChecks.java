package org.kumiki.coordinator.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.Warning;

/** The lines about members, from what the service says of them. Pure. */
final class MemberChecks {
  static final String SEEN = "members";
  static final String VERSIONS = "versions";

  /** A node asks at least every half a minute. */
  private static final Duration LONG = Duration.ofHours(1);

  private MemberChecks() {}

  /**
   * @param members as {@code GET /api/v1/members} lists them; revoked ones do not count
   */
  static List<CheckResult> of(JsonNode members, Instant now) {
    List<JsonNode> admitted = new ArrayList<>();
    members.forEach(
        member -> {
          if (!member.hasNonNull("revokedAt")) {
            admitted.add(member);
          }
        });
    return List.of(seen(admitted, now), versions(admitted));
  }

  private static CheckResult seen(List<JsonNode> members, Instant now) {
    List<String> absent = new ArrayList<>();
    for (JsonNode member : members) {
      String name = member.path("organisation").asText();
      if (!member.hasNonNull("lastSeenAt")) {
        absent.add(name + " has never been seen");
        continue;
      }
      Instant last = OffsetDateTime.parse(member.path("lastSeenAt").asText()).toInstant();
      Duration ago = Duration.between(last, now);
      if (ago.compareTo(LONG) > 0) {
        absent.add(name + " was last seen " + text(ago) + " ago");
      }
    }
    if (members.isEmpty()) {
      return new Good(SEEN, "none yet: 'kumiki coordinator invite' invites the first");
    }
    return absent.isEmpty()
        ? new Good(SEEN, members.size() + " members, all seen within the last hour")
        : new Warning(
            SEEN, String.join(", ", absent), "ask them to run 'kumiki node doctor' at their node");
  }

  private static CheckResult versions(List<JsonNode> members) {
    List<String> others = new ArrayList<>();
    for (JsonNode member : members) {
      if (member.hasNonNull("protocolVersions")) {
        String announced = member.path("protocolVersions").asText();
        try {
          ProtocolVersion.requireCommon(announced);
        } catch (WireFormatException e) {
          others.add(member.path("organisation").asText() + " speaks " + announced);
        }
      }
    }
    String own = "this coordinator speaks protocol version " + ProtocolVersion.announcement();
    return others.isEmpty()
        ? new Good(VERSIONS, own + ", and no member another one")
        : new Failure(
            VERSIONS,
            own + ", and " + String.join(", ", others),
            "bring these nodes and this coordinator to the same release");
  }

  private static String text(Duration ago) {
    return ago.toDays() > 1 ? ago.toDays() + " days" : ago.toHours() + " h";
  }
}
