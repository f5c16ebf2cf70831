package org.kumiki.coordinator.studies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.kumiki.coordinator.studies.StudyFile.Unacceptable;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.computation.Loss;

/**
 * Settings of boosted trees. The loss is squared unless a setting says {@code huber} (its δ) or
 * {@code quantile} (its α). Stateless.
 */
final class BoostedSettings {
  static final String NAME = "gbdt";
  private static final String HUBER = "huber";
  private static final String QUANTILE = "quantile";
  private static final List<String> KNOWN =
      List.of(
          "trees",
          "depth",
          "learningRate",
          "bins",
          "lambda",
          "minRows",
          HUBER,
          QUANTILE,
          "patience",
          "clip");

  private BoostedSettings() {}

  static Method read(Map<String, JsonNode> settings, FeatureEntries features) {
    GivenSettings given = new GivenSettings(NAME, settings, KNOWN);
    return new Method.BoostedTrees(
        given.whole("trees", 200),
        given.whole("depth", 6),
        given.number("learningRate", 0.1),
        given.whole("bins", 255),
        given.number("lambda", 1.0),
        given.whole("minRows", 10),
        loss(given),
        features.rising(),
        features.falling(),
        given.whole("patience", 0),
        given.number("clip", MethodEntry.DEFAULT_CLIP));
  }

  private static Loss loss(GivenSettings given) {
    if (given.has(HUBER) && given.has(QUANTILE)) {
      throw new Unacceptable("'huber' and 'quantile' exclude each other");
    }
    try {
      if (given.has(HUBER)) {
        return new Loss(Loss.Kind.HUBER, given.number(HUBER));
      }
      return given.has(QUANTILE)
          ? new Loss(Loss.Kind.QUANTILE, given.number(QUANTILE))
          : Loss.SQUARED;
    } catch (IllegalArgumentException e) {
      throw new Unacceptable(e.getMessage());
    }
  }
}
