package org.kumiki.coordinator.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.coordinator.membership.RosterStore;

/** What models rest on, out of their cards, as pages show it. Thread-safe. */
@Singleton
public final class ModelSheets {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ModelStore models;
  private final ShownCards shown;

  ModelSheets(ModelStore models, RosterStore rosters) {
    this.models = models;
    this.shown = new ShownCards(rosters);
  }

  /**
   * What a model rests on.
   *
   * @param roster the version under which its cohort computed
   * @param epochs the epoch of each round, the first round first
   * @param departed organisations of its cohort that have left since
   */
  public record ModelSheet(int roster, List<Long> epochs, List<Departed> departed) {
    public ModelSheet {
      epochs = List.copyOf(epochs);
      departed = List.copyOf(departed);
    }
  }

  /** Who has left, and the last roster that listed it. */
  public record Departed(String organisation, int untilRoster) {}

  /** The sheet of a completed study's model; empty if it has none. Whoever asks may see it. */
  public Optional<ModelSheet> of(String hash) {
    return models.find(hash).map(model -> sheet(shown.of(model)));
  }

  private static ModelSheet sheet(String card) {
    try {
      JsonNode read = JSON.readTree(card);
      List<Long> epochs = new ArrayList<>();
      read.path("epochs").forEach(epoch -> epochs.add(epoch.asLong()));
      List<Departed> departed = new ArrayList<>();
      read.path("departed")
          .forEach(
              gone ->
                  departed.add(
                      new Departed(
                          gone.path("organisation").asText(), gone.path("untilRoster").asInt())));
      return new ModelSheet(read.path("rosterVersion").asInt(), epochs, departed);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a card is always JSON", e);
    }
  }
}
