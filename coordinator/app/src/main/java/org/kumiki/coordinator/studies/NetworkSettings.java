package org.kumiki.coordinator.studies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.computation.NeuralNetwork;

/**
 * Settings of a network: {@code hidden}, the widths of its layers, as {@code [128, 64]}; {@code
 * rounds}, {@code localEpochs}; and how fast it learns, with defaults that {@code docs/models.md}
 * gives reasons for. Stateless.
 */
final class NetworkSettings {
  static final String NAME = "mlp";
  private static final List<String> KNOWN =
      List.of(
          "hidden",
          "rounds",
          "localEpochs",
          "localRate",
          "serverRate",
          "proximal",
          "updateClip",
          "seed",
          "clip");

  private NetworkSettings() {}

  static Method read(Map<String, JsonNode> settings) {
    GivenSettings given = new GivenSettings(NAME, settings, KNOWN);
    return new Method.NeuralNetwork(
        given.wholes("hidden", List.of(128, 64)),
        given.whole("rounds", 100),
        given.whole("localEpochs", 1),
        given.number("localRate", NeuralNetwork.DEFAULT_LOCAL_RATE),
        given.number("serverRate", NeuralNetwork.DEFAULT_SERVER_RATE),
        given.number("proximal", 0),
        given.number("updateClip", NeuralNetwork.DEFAULT_UPDATE_CLIP),
        given.whole("seed", 1),
        given.number("clip", MethodEntry.DEFAULT_CLIP));
  }
}
