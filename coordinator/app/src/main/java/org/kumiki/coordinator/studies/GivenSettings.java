package org.kumiki.coordinator.studies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kumiki.coordinator.studies.StudyFile.Unacceptable;

/**
 * The settings of one computation as a study file gives them. Every question to it answers with a
 * value or with a sentence for who wrote the file. Immutable.
 */
final class GivenSettings {
  private final String computation;
  private final Map<String, JsonNode> given;

  /**
   * @param known every setting that the computation has
   * @throws Unacceptable if another one is given, or one without a value
   */
  GivenSettings(String computation, Map<String, JsonNode> given, List<String> known) {
    this.computation = computation;
    this.given = given == null ? Map.of() : given;
    for (Map.Entry<String, JsonNode> setting : this.given.entrySet()) {
      if (setting.getValue() == null || setting.getValue().isNull()) {
        throw new Unacceptable("a setting has no value: write one or remove its line");
      }
      if (!known.contains(setting.getKey())) {
        throw new Unacceptable(
            computation
                + " has no setting '"
                + setting.getKey()
                + "': "
                + String.join(", ", known));
      }
    }
  }

  boolean has(String key) {
    return given.containsKey(key);
  }

  double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  double number(String key) {
    JsonNode value = given.get(key);
    if (value == null || !value.isNumber()) {
      throw new Unacceptable("a " + computation + " needs a number for '" + key + "'");
    }
    return value.doubleValue();
  }

  boolean flag(String key, boolean otherwise) {
    if (has(key) && !given.get(key).isBoolean()) {
      throw new Unacceptable("a " + computation + " needs true or false for '" + key + "'");
    }
    return has(key) ? given.get(key).booleanValue() : otherwise;
  }

  int whole(String key, int otherwise) {
    return has(key) ? whole(key) : otherwise;
  }

  int whole(String key) {
    JsonNode value = given.get(key);
    if (value == null || !isWhole(value)) {
      throw new Unacceptable("a " + computation + " needs a whole number for '" + key + "'");
    }
    return (int) value.doubleValue();
  }

  /** A list of whole numbers, or one alone. */
  List<Integer> wholes(String key, List<Integer> otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    JsonNode value = given.get(key);
    List<Integer> wholes = new ArrayList<>();
    for (JsonNode entry : value.isArray() ? value : List.of(value)) {
      if (!isWhole(entry)) {
        throw new Unacceptable(
            "a " + computation + " needs whole numbers for '" + key + "', as in [128, 64]");
      }
      wholes.add((int) entry.doubleValue());
    }
    return wholes;
  }

  private static boolean isWhole(JsonNode value) {
    return value.isNumber() && value.doubleValue() == (int) value.doubleValue();
  }
}
