package org.kumiki.coordinator.studies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.kumiki.exchange.study.Method;

/** Settings of the elastic net; without {@code alpha} the penalty is chosen. Stateless. */
final class SparseSettings {
  static final String NAME = "sparse";
  private static final double CHOSEN = 0;
  private static final double DEFAULT_L1_RATIO = 0.9;

  private SparseSettings() {}

  static Method read(Map<String, JsonNode> settings) {
    GivenSettings given = new GivenSettings(NAME, settings, List.of("alpha", "l1Ratio", "clip"));
    return new Method.SparseRegression(
        given.number("alpha", CHOSEN),
        given.number("l1Ratio", DEFAULT_L1_RATIO),
        given.number("clip", MethodEntry.DEFAULT_CLIP));
  }
}
