package org.kumiki.trial.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Regression;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.SparseRegression;
import org.kumiki.learning.descriptor.PhysicsPrior;

/** Reads a model and its settings as a command line writes them. Stateless. */
public final class ModelChoice {
  private static final String LAMBDA = "lambda";
  private static final String CLIP = "clip";
  private static final String PRIOR = "prior";
  private static final String NONE = "none";
  private static final String AUTO = "auto";
  private static final Set<String> GAUSSIAN_KEYS =
      Set.of("features", "seed", "folds", "lengthscale", "noise", "amplitude", CLIP, PRIOR);
  private static final String DEFAULT_L1_RATIO = "0.9";
  private static final String DEFAULT_RANDOM_FEATURES = "500";
  private static final double DEFAULT_LAMBDA = 1;
  private static final double DEFAULT_CLIP = 4;

  private ModelChoice() {}

  /**
   * @param settings {@code KEY=VALUE} each
   * @throws IllegalArgumentException in words for the person who typed it
   */
  public static ModelFamily of(String model, List<String> settings) {
    return switch (model) {
      case MeanFamily.NAME -> mean(parse(settings, Set.of(CLIP, PRIOR)));
      case RidgeFamily.NAME -> ridge(parse(settings, Set.of(LAMBDA, CLIP, PRIOR)));
      case SparseFamily.NAME -> sparse(parse(settings, Set.of("alpha", "l1Ratio", CLIP, PRIOR)));
      case GaussianFamily.NAME -> gaussian(parse(settings, GAUSSIAN_KEYS));
      case BoostedFamily.NAME -> boosted(parse(settings, BoostedChoice.KEYS));
      case NetworkFamily.NAME -> network(parse(settings, NetworkChoice.KEYS));
      default ->
          throw new IllegalArgumentException(
              "model '"
                  + model
                  + "' is not available in this release: use mean, ridge, sparse, gp, gbdt or mlp");
    };
  }

  private static ModelFamily mean(Map<String, String> given) {
    return new MeanFamily(common(given, clip(given)));
  }

  private static ModelFamily ridge(Map<String, String> given) {
    double lambda = number(LAMBDA, given.getOrDefault(LAMBDA, Double.toString(DEFAULT_LAMBDA)));
    if (!(lambda > 0 && lambda <= Ridge.MAX_LAMBDA)) {
      throw new IllegalArgumentException("lambda is a positive number, not " + lambda);
    }
    double clip = clip(given);
    SortedMap<String, Object> settings = common(given, clip);
    settings.put(LAMBDA, lambda);
    return new RidgeFamily(settings, lambda, clip);
  }

  private static ModelFamily boosted(Map<String, String> given) {
    double clip = clip(given);
    return BoostedChoice.of(given, common(given, clip), clip);
  }

  private static ModelFamily network(Map<String, String> given) {
    double clip = clip(given);
    return NetworkChoice.of(given, common(given, clip), clip);
  }

  private static ModelFamily sparse(Map<String, String> given) {
    double clip = clip(given);
    SortedMap<String, Object> settings = common(given, clip);
    String text = given.getOrDefault("alpha", AUTO);
    double alpha = text.equals(AUTO) ? 0 : number("alpha", text);
    if (!text.equals(AUTO) && !(alpha > 0 && alpha <= SparseRegression.MAX_ALPHA)) {
      throw new IllegalArgumentException("alpha is 'auto' or above 0 and at most 1e6, not " + text);
    }
    settings.put("alpha", text.equals(AUTO) ? AUTO : (Object) alpha);
    double l1Ratio = number("l1Ratio", given.getOrDefault("l1Ratio", DEFAULT_L1_RATIO));
    if (!(l1Ratio > 0 && l1Ratio <= 1)) {
      throw new IllegalArgumentException("l1Ratio is above 0 and at most 1, not " + l1Ratio);
    }
    settings.put("l1Ratio", l1Ratio);
    return new SparseFamily(settings, alpha, l1Ratio, clip);
  }

  private static ModelFamily gaussian(Map<String, String> given) {
    double clip = clip(given);
    SortedMap<String, Object> settings = common(given, clip);
    int features = whole("features", given.getOrDefault("features", DEFAULT_RANDOM_FEATURES));
    if (features < 1 || features > GaussianProcess.MAX_RANDOM_FEATURES) {
      throw new IllegalArgumentException(
          "features is 1 to " + GaussianProcess.MAX_RANDOM_FEATURES + ", not " + features);
    }
    int seed = whole("seed", given.getOrDefault("seed", "1"));
    settings.put("features", features);
    settings.put("seed", seed);
    boolean auto = given.getOrDefault("folds", AUTO).equals(AUTO);
    int folds = auto ? 0 : whole("folds", given.get("folds"));
    if (!auto && (folds < 1 || folds > GaussianProcess.MAX_FOLDS)) {
      throw new IllegalArgumentException(
          "folds is 'auto' or 1 to " + GaussianProcess.MAX_FOLDS + ", not " + folds);
    }
    settings.put("folds", auto ? AUTO : (Object) folds);
    return new GaussianFamily(
        settings,
        features,
        seed,
        folds,
        orAuto("lengthscale", given, settings),
        orAuto("noise", given, settings),
        orAuto("amplitude", given, settings),
        clip);
  }

  /** 0 where it is to be chosen. */
  private static double orAuto(
      String key, Map<String, String> given, SortedMap<String, Object> settings) {
    String text = given.getOrDefault(key, AUTO);
    if (text.equals(AUTO)) {
      settings.put(key, AUTO);
      return 0;
    }
    double value = number(key, text);
    if (!(value >= GaussianProcess.MIN_SCALE && value <= GaussianProcess.MAX_SCALE)) {
      throw new IllegalArgumentException(key + " is 'auto' or 1e-6 to 1e6, not " + text);
    }
    settings.put(key, value);
    return value;
  }

  static int whole(String key, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " is a whole number, not '" + text + "'", e);
    }
  }

  private static SortedMap<String, Object> common(Map<String, String> given, double clip) {
    String prior = given.getOrDefault(PRIOR, NONE);
    prior(prior);
    SortedMap<String, Object> settings = new TreeMap<>();
    settings.put(CLIP, clip == Double.POSITIVE_INFINITY ? NONE : (Object) clip);
    settings.put(PRIOR, prior);
    return settings;
  }

  /**
   * The law that a setting names; empty for none.
   *
   * @throws IllegalArgumentException in words for the person who typed it
   */
  static Optional<PhysicsPrior> prior(String code) {
    Optional<PhysicsPrior> law = PhysicsPrior.byCode(code);
    if (law.isEmpty() && !code.equals(NONE)) {
      throw new IllegalArgumentException(
          "prior '"
              + code
              + "' is unknown: use prior=none, neumann-kopp (a heat capacity in J/(mol K)), vegard"
              + " (a lattice parameter in Å) or mixtures (a density in g/cm³)");
    }
    return law;
  }

  private static double clip(Map<String, String> given) {
    String text = given.getOrDefault(CLIP, Double.toString(DEFAULT_CLIP));
    if (text.equals(NONE)) {
      return Double.POSITIVE_INFINITY;
    }
    double clip = number(CLIP, text);
    if (!(clip > 0 && clip <= Regression.MAX_CLIP)) {
      throw new IllegalArgumentException("clip is 'none' or above 0 and at most 1e6, not " + text);
    }
    return clip;
  }

  static double number(String key, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " is a number, not '" + text + "'", e);
    }
  }

  private static Map<String, String> parse(List<String> settings, Set<String> known) {
    Map<String, String> given = new TreeMap<>();
    for (String setting : settings) {
      int sign = setting.indexOf('=');
      String key = sign < 0 ? setting : setting.substring(0, sign).strip();
      if (sign < 0 || !known.contains(key)) {
        throw new IllegalArgumentException(
            "setting '" + setting + "' is unknown: this model has " + keys(known));
      }
      if (given.put(key, setting.substring(sign + 1).strip()) != null) {
        throw new IllegalArgumentException("setting '" + key + "' is given twice");
      }
    }
    return given;
  }

  private static String keys(Set<String> known) {
    return String.join("=…, ", new TreeSet<>(known)) + "=…";
  }
}
