package org.kumiki.ontology.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.kumiki.ontology.term.Role;

/** Reads a mapping file and says where it is wrong. Unknown keys are refused: they are typos. */
final class MappingFileReader {
  private static final Set<String> KEYS =
      Set.of("dataset", "encoding", "missing", "columns", "ignore", "elements");
  private static final Set<String> COLUMN_KEYS =
      Set.of("term", "unit", "role", "notation", "basis");
  private static final int MAX_COLUMNS = 10_000;

  private MappingFileReader() {}

  static MappingFile read(String yaml) {
    YamlNode root = YamlText.read(yaml);
    Map<String, YamlNode> keys = root.keys("the mapping file");
    requireKnown(keys, KEYS, "");
    YamlNode columns = keys.get("columns");
    if (columns == null) {
      throw new UnreadableMapping(
          root.line(), "columns is missing; add one line a column, such as \"Rm\": {term: …}");
    }
    try {
      return new MappingFile(
          text(keys, "dataset"),
          text(keys, "encoding").orElse("auto"),
          keys.containsKey("missing") ? keys.get("missing").texts("missing") : List.of(),
          columns(columns),
          keys.containsKey("ignore") ? keys.get("ignore").texts("ignore") : List.of(),
          elements(keys));
    } catch (IllegalArgumentException wrong) {
      throw new UnreadableMapping(0, wrong.getMessage());
    }
  }

  private static Optional<ElementColumns> elements(Map<String, YamlNode> keys) {
    YamlNode node = keys.get("elements");
    if (node == null) {
      return Optional.empty();
    }
    Map<String, YamlNode> settings = node.keys("elements");
    requireKnown(settings, Set.of("basis", "balance"), "elements: ");
    Basis basis =
        word(settings, "basis", Basis::ofWord, "elements", "atomic, mass").orElse(Basis.MASS);
    return Optional.of(new ElementColumns(basis, text(settings, "balance")));
  }

  private static List<ColumnMapping> columns(YamlNode node) {
    Map<String, YamlNode> lines = node.keys("columns");
    if (lines.size() > MAX_COLUMNS) {
      throw new UnreadableMapping(
          node.line(), "columns has more than " + MAX_COLUMNS + " lines; split the dataset");
    }
    List<ColumnMapping> columns = new ArrayList<>();
    lines.forEach((header, line) -> columns.add(column(header, line)));
    return columns;
  }

  private static ColumnMapping column(String header, YamlNode node) {
    String name = "columns: \"" + header + "\"";
    Map<String, YamlNode> keys = node.keys(name);
    requireKnown(keys, COLUMN_KEYS, name + ": ");
    Optional<String> term = text(keys, "term");
    if (term.isEmpty()) {
      throw new UnreadableMapping(
          node.line(), name + " has no term; add one, such as term: kt:density");
    }
    try {
      return new ColumnMapping(
          header,
          term.get(),
          text(keys, "unit"),
          word(keys, "role", Role::ofWord, name, roles()),
          word(keys, "notation", Notation::ofWord, name, "formula"),
          word(keys, "basis", Basis::ofWord, name, "atomic, mass"));
    } catch (IllegalArgumentException wrong) {
      throw new UnreadableMapping(node.line(), wrong.getMessage());
    }
  }

  private static <T> Optional<T> word(
      Map<String, YamlNode> keys,
      String key,
      Function<String, Optional<T>> known,
      String name,
      String choice) {
    Optional<String> written = text(keys, key);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> value = known.apply(written.get());
    if (value.isEmpty()) {
      throw new UnreadableMapping(
          keys.get(key).line(),
          name + ": " + key + " \"" + written.get() + "\" is not one of " + choice);
    }
    return value;
  }

  private static Optional<String> text(Map<String, YamlNode> keys, String key) {
    return Optional.ofNullable(keys.get(key))
        .map(node -> node.text(key).strip())
        .filter(text -> !text.isEmpty());
  }

  private static void requireKnown(Map<String, YamlNode> keys, Set<String> known, String where) {
    for (Map.Entry<String, YamlNode> entry : keys.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new UnreadableMapping(
            entry.getValue().line(),
            where
                + "the key \""
                + entry.getKey()
                + "\" is unknown; known are "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  private static String roles() {
    List<String> words = new ArrayList<>();
    for (Role role : Role.values()) {
      words.add(role.word());
    }
    return String.join(", ", words);
  }
}
