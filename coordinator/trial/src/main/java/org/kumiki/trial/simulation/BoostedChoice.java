package org.kumiki.trial.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Loss;

/** Reads the settings of boosted trees as a command line writes them. Stateless. */
final class BoostedChoice {
  static final Set<String> KEYS =
      Set.of(
          "trees",
          "depth",
          "learningRate",
          "bins",
          "lambda",
          "minRows",
          "loss",
          "delta",
          "quantile",
          "patience",
          "rising",
          "falling",
          "clip",
          "prior");

  private static final String SQUARED = "squared";
  private static final String HUBER = "huber";
  private static final String QUANTILE = "quantile";

  private BoostedChoice() {}

  /**
   * @param settings those that all models have, to which these are added
   * @throws IllegalArgumentException in words for the person who typed it
   */
  static ModelFamily of(
      Map<String, String> given, SortedMap<String, Object> settings, double clip) {
    int trees = whole("trees", "200", BoostedTrees.MAX_TREES, given, settings);
    int depth = whole("depth", "6", BoostedTrees.MAX_DEPTH, given, settings);
    int bins = whole("bins", "255", BoostedTrees.MAX_BINS, given, settings);
    int minRows = whole("minRows", "10", Integer.MAX_VALUE, given, settings);
    int patience = whole("patience", "0", BoostedTrees.MAX_TREES, given, settings);
    double rate = number("learningRate", "0.1", given, settings);
    double lambda = number("lambda", "1.0", given, settings);
    require(trees > 0 && depth > 0 && minRows > 0, "trees, depth and minRows are at least 1");
    require(bins > 1, "bins is at least 2");
    require((long) trees << depth <= BoostedTrees.MAX_LEAVES, "fewer trees, or less deep ones");
    require(rate > 0 && rate <= 1, "learningRate is above 0 and at most 1");
    require(lambda >= 0, "lambda is at least 0");
    Loss loss = loss(given, settings);
    List<String> rising = columns("rising", given, settings);
    List<String> falling = columns("falling", given, settings);
    try {
      return new BoostedFamily(
          settings,
          new Method.BoostedTrees(
              trees, depth, rate, bins, lambda, minRows, loss, rising, falling, patience, clip));
    } catch (WireFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Loss loss(Map<String, String> given, SortedMap<String, Object> settings) {
    String name = given.getOrDefault("loss", SQUARED);
    settings.put("loss", name);
    require(name.equals(HUBER) || !given.containsKey("delta"), "delta belongs to loss=huber");
    require(
        name.equals(QUANTILE) || !given.containsKey(QUANTILE), "quantile belongs to loss=quantile");
    return switch (name) {
      case SQUARED -> Loss.SQUARED;
      case HUBER -> new Loss(Loss.Kind.HUBER, number("delta", "1.0", given, settings));
      case QUANTILE -> new Loss(Loss.Kind.QUANTILE, number(QUANTILE, "0.5", given, settings));
      default ->
          throw new IllegalArgumentException(
              "loss is squared, huber or quantile, not '" + name + "'");
    };
  }

  /** Terms of the columns that a setting names, which semicolons divide. */
  private static List<String> columns(
      String key, Map<String, String> given, SortedMap<String, Object> settings) {
    List<String> terms = new ArrayList<>();
    for (String column : given.getOrDefault(key, "").split(";", -1)) {
      if (!column.isBlank()) {
        String term = Question.term(column.strip());
        require(term.length() <= Feature.MAX_IRI_BYTES, "the column's name is too long: " + column);
        terms.add(term);
      }
    }
    if (!terms.isEmpty()) {
      settings.put(key, given.get(key));
    }
    return terms;
  }

  private static int whole(
      String key,
      String otherwise,
      int most,
      Map<String, String> given,
      SortedMap<String, Object> settings) {
    int value = ModelChoice.whole(key, given.getOrDefault(key, otherwise));
    require(value >= 0 && value <= most, key + " is at most " + most + " and not below 0");
    settings.put(key, value);
    return value;
  }

  private static double number(
      String key, String otherwise, Map<String, String> given, SortedMap<String, Object> settings) {
    double value = ModelChoice.number(key, given.getOrDefault(key, otherwise));
    require(Double.isFinite(value), key + " is a finite number");
    settings.put(key, value);
    return value;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
