package org.kumiki.ontology.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads a bounded YAML document of texts, lists and tables; anchors and tags have no meaning. */
final class YamlText {
  /** Ten thousand columns with long headers fit. */
  static final int LIMIT_CHARS = 4 * 1024 * 1024;

  private static final int MAX_DEPTH = 8;

  private YamlText() {}

  static YamlNode read(String yaml) {
    if (yaml.length() > LIMIT_CHARS) {
      throw new UnreadableMapping(
          0, "the mapping file is longer than " + LIMIT_CHARS + " characters; split the dataset");
    }
    try (JsonParser parser = factory().createParser(yaml)) {
      if (parser.nextToken() == null) {
        throw new UnreadableMapping(0, "the mapping file is empty; add a table of columns");
      }
      YamlNode node = node(parser);
      if (parser.nextToken() != null) {
        throw new UnreadableMapping(line(parser), "a second document follows; keep one");
      }
      return node;
    } catch (JsonProcessingException wrong) {
      int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
      throw new UnreadableMapping(
          line,
          "the mapping file is not YAML ("
              + firstLine(wrong.getOriginalMessage())
              + "); correct it");
    } catch (IOException | RuntimeException wrong) {
      if (wrong instanceof UnreadableMapping unreadable) {
        throw unreadable;
      }
      throw new UnreadableMapping(
          0,
          "the mapping file is not YAML ("
              + firstLine(String.valueOf(wrong.getMessage()))
              + "); correct it");
    }
  }

  private static YAMLFactory factory() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LIMIT_CHARS);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(MAX_DEPTH);
    return YAMLFactory.builder()
        .loaderOptions(options)
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
        .build();
  }

  private static YamlNode node(JsonParser parser) throws IOException {
    int line = line(parser);
    return switch (parser.currentToken()) {
      case START_OBJECT -> keys(parser, line);
      case START_ARRAY -> items(parser, line);
      case VALUE_NULL -> new YamlNode.Text("", line);
      default -> new YamlNode.Text(parser.getText(), line);
    };
  }

  private static YamlNode keys(JsonParser parser, int line) throws IOException {
    Map<String, YamlNode> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line(parser);
      parser.nextToken();
      if (values.put(key, node(parser)) != null) {
        throw new UnreadableMapping(keyLine, "\"" + key + "\" stands here twice; keep one");
      }
    }
    return new YamlNode.Keys(values, line);
  }

  private static YamlNode items(JsonParser parser, int line) throws IOException {
    List<YamlNode> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(node(parser));
    }
    return new YamlNode.Items(values, line);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
