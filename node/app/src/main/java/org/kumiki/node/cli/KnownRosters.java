package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.LocalApi;

/** What the running service knows of rosters, read and understood here. */
record KnownRosters(
    Optional<RosterSnapshot> inForce,
    Optional<RosterSnapshot> predecessor,
    Optional<RosterProposal> late,
    Optional<RosterProposal> proposal,
    String growth,
    String obstacle,
    String notice) {
  static final String API = "/api/v1/roster";

  static KnownRosters of(LocalApi api) {
    JsonNode view = api.get(API);
    try {
      return new KnownRosters(
          bytes(view, "inForce").map(RosterSnapshot::decode),
          bytes(view, "predecessor").map(RosterSnapshot::decode),
          bytes(view, "late").map(RosterProposal::decode),
          bytes(view, "proposal").map(RosterProposal::decode),
          growth(view.path("offered")),
          view.path("obstacle").asText(),
          view.path("notice").asText());
    } catch (WireFormatException e) {
      throw CommandFailure.refused(
          "the service's roster cannot be read: " + e.getMessage(),
          "use the command of the release that the service runs",
          e);
    }
  }

  private static String growth(JsonNode offered) {
    return offered.hasNonNull("growth")
        ? "offered here since "
            + offered.path("since").asText()
            + ": "
            + offered.path("growth").asText()
        : "";
  }

  /** The roster that is in force in the consortium without this organisation. */
  RosterProposal requireLate() {
    return late.orElseThrow(
        () ->
            CommandFailure.refused(
                "no roster is in force without this organisation's signature",
                "see 'kumiki node roster show'"));
  }

  RosterProposal requireProposal() {
    return proposal.orElseThrow(
        () ->
            CommandFailure.tryLater(
                "no roster is offered for signature", "the operator proposes one"));
  }

  RosterSnapshot requireInForce() {
    return inForce.orElseThrow(
        () ->
            CommandFailure.refused(
                "no roster is in force here yet", "see 'kumiki node roster show'"));
  }

  private static Optional<byte[]> bytes(JsonNode view, String field) {
    return Optional.ofNullable(view.path(field).textValue())
        .map(hex -> ByteString.fromHex(hex).toByteArray());
  }
}
