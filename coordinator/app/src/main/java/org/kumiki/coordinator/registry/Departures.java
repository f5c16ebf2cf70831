package org.kumiki.coordinator.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.exchange.roster.RosterChain;

/**
 * Says which models rest on data of organisations that have left the roster since. A card itself is
 * never changed: this stands beside it, as of now. Thread-safe.
 */
final class Departures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RosterStore rosters;

  Departures(RosterStore rosters) {
    this.rosters = rosters;
  }

  /**
   * The card with {@code departed}: each organisation of its cohort that is in the roster no more,
   * and the last roster that listed it. Empty while all are there.
   */
  String with(String card) {
    try {
      ObjectNode shown = (ObjectNode) JSON.readTree(card);
      ArrayNode departed = shown.putArray("departed");
      Optional<RosterChain> chain = rosters.chain();
      for (JsonNode member : shown.path("members")) {
        chain
            .flatMap(rosters -> rosters.departedAfter(member.asText()))
            .ifPresent(
                version ->
                    departed
                        .addObject()
                        .put("organisation", member.asText())
                        .put("untilRoster", version));
      }
      return JSON.writeValueAsString(shown);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a card is always JSON", e);
    }
  }
}
