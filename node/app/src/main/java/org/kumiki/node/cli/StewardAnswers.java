package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.platform.cli.LocalApi;

/** Hands what a steward has signed to the running service, which only checks and carries it. */
final class StewardAnswers {
  private StewardAnswers() {}

  /** The answer to a proposal; returns what became of it. */
  static JsonNode answer(LocalApi api, String kind, RosterProposal proposal, byte[] answer) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("hash", proposal.hash().hex())
            .put("answer", ByteString.of(answer).hex());
    return api.postJson(KnownRosters.API + "/" + kind, body);
  }

  /** A statement of this organisation that no proposal has asked for. */
  static void state(LocalApi api, String kind, byte[] statement) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("statement", ByteString.of(statement).hex());
    api.postJson(KnownRosters.API + "/" + kind, body);
  }
}
