package org.kumiki.platform.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.kumiki.platform.cli.CommandFailure;

/** Compares the keys of a file with the components of the records that it is read into. */
final class KnownKeys {
  private final Path file;
  private final JsonParser parser;

  KnownKeys(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** Checks the whole file; whatever is not a record or a list of records has free keys. */
  void check(JavaType type) throws IOException {
    if (parser.nextToken() != null) {
      checkValue(type);
    }
  }

  private void checkValue(JavaType type) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT && type.getRawClass().isRecord()) {
      checkRecord(components(type));
    } else if (parser.currentToken() == JsonToken.START_ARRAY && type.isCollectionLikeType()) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        checkValue(type.getContentType());
      }
    } else {
      parser.skipChildren();
    }
  }

  private void checkRecord(Map<String, JavaType> known) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JavaType type = known.get(key);
      if (type == null) {
        throw CommandFailure.refused(
            file
                + " line "
                + parser.currentTokenLocation().getLineNr()
                + ": unknown key '"
                + key
                + "'",
            "remove or correct it; known here: " + String.join(", ", known.keySet()));
      }
      parser.nextToken();
      checkValue(type);
    }
  }

  private static Map<String, JavaType> components(JavaType type) {
    Map<String, JavaType> components = new TreeMap<>();
    for (RecordComponent component : type.getRawClass().getRecordComponents()) {
      components.put(
          key(component), TypeFactory.defaultInstance().constructType(component.getGenericType()));
    }
    return components;
  }

  /** A word of Java's, such as public, is a key by another name than its component's. */
  private static String key(RecordComponent component) {
    JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
    return other == null ? component.getName() : other.value();
  }
}
