package org.kumiki.coordinator.studies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.kumiki.exchange.study.Method;

/** Settings of ridge regression: the penalty, and where features are cut. Stateless. */
final class RidgeSettings {
  static final String NAME = "ridge";
  private static final double DEFAULT_LAMBDA = 1.0;

  private RidgeSettings() {}

  static Method read(Map<String, JsonNode> settings) {
    GivenSettings given = new GivenSettings(NAME, settings, List.of("lambda", "clip"));
    return new Method.RidgeRegression(
        given.number("lambda", DEFAULT_LAMBDA), given.number("clip", MethodEntry.DEFAULT_CLIP));
  }
}
