package org.kumiki.coordinator.editorial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.kumiki.ontology.editorial.Content;

/** What the tables keep as JSON. What was written once can always be read. */
final class Documents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Written(String title, String reason, List<EditBody> edits) {}

  private Documents() {}

  static String write(Content content) {
    return text(new Written(content.title(), content.reason(), EditWriter.write(content.edits())));
  }

  static Content content(String text) {
    Written written = read(text, new TypeReference<Written>() {});
    return new Content(written.title(), written.reason(), EditReader.read(written.edits()));
  }

  static String write(Map<String, Long> versions) {
    return text(versions);
  }

  static Map<String, Long> versions(String text) {
    return read(text, new TypeReference<Map<String, Long>>() {});
  }

  private static String text(Object document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a proposal is always JSON", e);
    }
  }

  private static <T> T read(String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a proposal in the database is damaged", e);
    }
  }
}
