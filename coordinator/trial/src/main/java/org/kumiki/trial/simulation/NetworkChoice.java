package org.kumiki.trial.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.computation.NeuralNetwork;

/** Reads the settings of a network as a command line writes them. Stateless. */
final class NetworkChoice {
  static final Set<String> KEYS =
      Set.of(
          "hidden",
          "rounds",
          "localEpochs",
          "localRate",
          "serverRate",
          "proximal",
          "updateClip",
          "seed",
          "clip",
          "prior");

  private static final String DEFAULT_HIDDEN = "128,64";

  private NetworkChoice() {}

  /**
   * @param settings those that all models have, to which these are added
   * @throws IllegalArgumentException in words for the person who typed it
   */
  static ModelFamily of(
      Map<String, String> given, SortedMap<String, Object> settings, double clip) {
    List<Integer> hidden = layers(given.getOrDefault("hidden", DEFAULT_HIDDEN));
    settings.put("hidden", hidden);
    int rounds = whole("rounds", 100, NeuralNetwork.MAX_ROUNDS, given, settings);
    int epochs = whole("localEpochs", 1, NeuralNetwork.MAX_LOCAL_EPOCHS, given, settings);
    int seed = whole("seed", 1, Integer.MAX_VALUE, given, settings);
    double localRate = rate("localRate", NeuralNetwork.DEFAULT_LOCAL_RATE, given, settings);
    double serverRate = rate("serverRate", NeuralNetwork.DEFAULT_SERVER_RATE, given, settings);
    double updateClip = rate("updateClip", NeuralNetwork.DEFAULT_UPDATE_CLIP, given, settings);
    double proximal = number("proximal", 0, given, settings);
    require(proximal >= 0 && proximal <= NeuralNetwork.MAX_SETTING, "proximal is 0 to 1000");
    return new NetworkFamily(
        settings,
        new Method.NeuralNetwork(
            hidden, rounds, epochs, localRate, serverRate, proximal, updateClip, seed, clip));
  }

  private static List<Integer> layers(String text) {
    List<Integer> widths = new ArrayList<>();
    for (String width : text.split(",", -1)) {
      widths.add(ModelChoice.whole("hidden", width.strip()));
    }
    require(
        widths.size() <= NeuralNetwork.MAX_LAYERS
            && widths.stream().allMatch(width -> width >= 1 && width <= NeuralNetwork.MAX_WIDTH),
        "hidden is 1 to 4 widths of 1 to 1024, as in hidden=128,64");
    return widths;
  }

  private static int whole(
      String key,
      int otherwise,
      int most,
      Map<String, String> given,
      SortedMap<String, Object> settings) {
    int value = ModelChoice.whole(key, given.getOrDefault(key, Integer.toString(otherwise)));
    require(value >= 1 && value <= most, key + " is 1 to " + most);
    settings.put(key, value);
    return value;
  }

  private static double rate(
      String key, double otherwise, Map<String, String> given, SortedMap<String, Object> settings) {
    double value = number(key, otherwise, given, settings);
    require(value > 0 && value <= NeuralNetwork.MAX_SETTING, key + " is above 0 and at most 1000");
    return value;
  }

  private static double number(
      String key, double otherwise, Map<String, String> given, SortedMap<String, Object> settings) {
    double value = ModelChoice.number(key, given.getOrDefault(key, Double.toString(otherwise)));
    settings.put(key, value);
    return value;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
