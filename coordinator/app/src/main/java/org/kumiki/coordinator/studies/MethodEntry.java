package org.kumiki.coordinator.studies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.kumiki.coordinator.studies.StudyFile.Unacceptable;
import org.kumiki.exchange.study.Method;

/**
 * {@code computation} and {@code settings} of a study file: one reader a family, each a class of
 * its own, which names the family's settings and their defaults. Stateless.
 */
final class MethodEntry {
  /** As {@code simulate} cuts by default. */
  static final double DEFAULT_CLIP = 4.0;

  private static final String STATISTICS = "statistics";

  private MethodEntry() {}

  /**
   * The method that a study file asks for.
   *
   * @param settings may be null
   * @param features of the study
   * @param material terms among them that tell which rows are one material
   * @throws Unacceptable with one sentence that names the fault and the next step
   */
  static Method of(
      String computation,
      Map<String, JsonNode> settings,
      FeatureEntries features,
      List<String> material) {
    return switch (computation) {
      case STATISTICS -> statistics(settings);
      case RidgeSettings.NAME -> RidgeSettings.read(settings);
      case SparseSettings.NAME -> SparseSettings.read(settings);
      case GaussianSettings.NAME -> GaussianSettings.read(settings, material);
      case BoostedSettings.NAME -> BoostedSettings.read(settings, features);
      case NetworkSettings.NAME -> NetworkSettings.read(settings);
      case RehearsalSettings.NAME -> RehearsalSettings.read(settings);
      default -> throw unknown();
    };
  }

  private static Method statistics(Map<String, JsonNode> settings) {
    if (settings != null && !settings.isEmpty()) {
      throw unknown();
    }
    return new Method.Statistics();
  }

  private static Unacceptable unknown() {
    return new Unacceptable(
        "computation is 'statistics' (without settings), 'ridge', 'sparse', 'gp', 'gbdt',"
            + " 'mlp', 'validation' or 'rehearsal'");
  }
}
