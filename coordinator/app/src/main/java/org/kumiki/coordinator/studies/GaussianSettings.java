package org.kumiki.coordinator.studies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.kumiki.exchange.study.Method;

/**
 * Settings of a Gaussian process. What is not given is chosen from the sums. Folds are asked for
 * and never a default: a fold's sums may rest on fewer members than the study has. Stateless.
 */
final class GaussianSettings {
  static final String NAME = "gp";
  private static final int DEFAULT_RANDOM_FEATURES = 500;
  private static final double CHOSEN = 0;
  private static final List<String> KNOWN =
      List.of("features", "seed", "folds", "lengthscale", "noise", "amplitude", "clip");

  private GaussianSettings() {}

  static Method read(Map<String, JsonNode> settings, List<String> material) {
    GivenSettings given = new GivenSettings(NAME, settings, KNOWN);
    return new Method.GaussianProcess(
        given.whole("features", DEFAULT_RANDOM_FEATURES),
        given.whole("seed", 1),
        material,
        given.whole("folds", 1),
        given.number("lengthscale", CHOSEN),
        given.number("noise", CHOSEN),
        given.number("amplitude", CHOSEN),
        given.number("clip", MethodEntry.DEFAULT_CLIP));
  }
}
