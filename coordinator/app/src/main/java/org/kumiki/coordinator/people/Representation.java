package org.kumiki.coordinator.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what should be with what Keycloak shows: only the keys that we name are ours. */
final class Representation {
  private Representation() {}

  /** The keys of {@code wanted} whose values {@code found} does not have, by path. */
  static List<String> differences(JsonNode wanted, JsonNode found) {
    List<String> keys = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : wanted.properties()) {
      JsonNode there = found.path(field.getKey());
      if (field.getValue().isObject()) {
        differences(field.getValue(), there).forEach(key -> keys.add(field.getKey() + "." + key));
      } else if (!same(field.getValue(), there)) {
        keys.add(field.getKey());
      }
    }
    return keys;
  }

  /** What Keycloak shows, with ours put over it; the rest stays the administrator's. */
  static ObjectNode merged(JsonNode wanted, JsonNode found) {
    ObjectNode merged = found.deepCopy();
    for (Map.Entry<String, JsonNode> field : wanted.properties()) {
      JsonNode there = merged.path(field.getKey());
      merged.set(
          field.getKey(),
          field.getValue().isObject() && there.isObject()
              ? merged(field.getValue(), there)
              : field.getValue());
    }
    return merged;
  }

  private static boolean same(JsonNode wanted, JsonNode found) {
    // Keycloak keeps no order of addresses.
    boolean arrays = wanted.isArray() && found.isArray();
    return arrays ? elements(wanted).equals(elements(found)) : wanted.equals(found);
  }

  private static Set<JsonNode> elements(JsonNode array) {
    Set<JsonNode> elements = new HashSet<>();
    array.forEach(elements::add);
    return elements;
  }
}
