package org.kumiki.ontology.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML value that remembers its line, so that a message can name it. */
sealed interface YamlNode {
  int line();

  /** A text; empty for a key without a value. */
  record Text(String value, int line) implements YamlNode {}

  /** A list. */
  record Items(List<YamlNode> values, int line) implements YamlNode {}

  /** Keys with values, in the order of the file. */
  record Keys(Map<String, YamlNode> values, int line) implements YamlNode {
    public Keys {
      values = new LinkedHashMap<>(values);
    }
  }

  default String text(String key) {
    if (this instanceof Text text) {
      return text.value();
    }
    throw new UnreadableMapping(line(), key + " must be a text, not a list or a table");
  }

  default List<String> texts(String key) {
    if (this instanceof Items items) {
      return items.values().stream().map(item -> item.text(key)).toList();
    }
    if (this instanceof Text text && text.value().isEmpty()) {
      return List.of();
    }
    throw new UnreadableMapping(line(), key + " must be a list, such as [\"n.d.\", \"-\"]");
  }

  default Map<String, YamlNode> keys(String key) {
    if (this instanceof Keys keys) {
      return keys.values();
    }
    throw new UnreadableMapping(line(), key + " must be a table of keys and values");
  }
}
