package org.kumiki.ontology.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;

/** JSON as the commands print it: in one line, the members in a fixed order. */
final class JsonText {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double DIGITS = 10_000;

  private JsonText() {}

  static String of(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("maps, lists, texts and numbers are JSON", impossible);
    }
  }

  static Map<String, Object> labels(Concept concept) {
    return texts(
        Map.of(Language.EN, concept.label(Language.EN), Language.JA, concept.label(Language.JA)));
  }

  static Map<String, Object> texts(Map<Language, String> texts) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      object.put(language.tag(), texts.get(language));
    }
    return object;
  }

  static double rounded(double score) {
    return Math.round(score * DIGITS) / DIGITS;
  }
}
