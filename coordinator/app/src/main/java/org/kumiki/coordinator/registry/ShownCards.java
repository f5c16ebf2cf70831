package org.kumiki.coordinator.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Optional;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.exchange.roster.RosterChain;

/**
 * Cards as they are shown: with what is known since, which versions come before and after, whether
 * the model was withdrawn, and which organisations whose data it rests on have left the roster. A
 * card itself is never changed: this stands beside it, as of now. Thread-safe.
 */
final class ShownCards {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final RosterStore rosters;

  ShownCards(RosterStore rosters) {
    this.rosters = rosters;
  }

  /**
   * The card with its {@link ModelStanding}, and {@code departed}: each organisation of its cohort
   * that is in the roster no more, and the last roster that listed it. Empty while all are there.
   */
  String of(ModelStore.Registered model) {
    try {
      ObjectNode shown = (ObjectNode) JSON.readTree(model.card());
      shown.setAll((ObjectNode) JSON.valueToTree(model.standing()));
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
