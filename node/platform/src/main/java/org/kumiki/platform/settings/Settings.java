package org.kumiki.platform.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.kumiki.platform.cli.CommandFailure;

/**
 * Reads a settings file into a record that checks itself. Unknown keys, keys given twice and values
 * of the wrong kind are refused with their line, so that a misspelt key never means a default.
 *
 * <p>A component that may be left out has a reference type: its constructor sees null and puts the
 * default. A compact constructor refuses by {@link IllegalArgumentException}, and its message is
 * shown to the person.
 */
public final class Settings {
  private static final int MAX_BYTES = 256 * 1024;

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Settings() {}

  /**
   * Reads {@code file} as a {@code type}.
   *
   * @throws CommandFailure if it is absent or not acceptable
   */
  public static <T> T read(Path file, Class<T> type) {
    String content = text(file);
    // An empty file is an empty mapping: every setting may have a default.
    String text = content.isBlank() ? "{}" : content;
    try (JsonParser keys = YAML.createParser(text)) {
      // First, because a misspelt key would otherwise be reported as a missing one.
      new KnownKeys(file, keys).check(YAML.constructType(type));
      return YAML.readValue(text, type);
    } catch (ValueInstantiationException e) {
      throw CommandFailure.refused(place(file, e) + reason(e), "correct the file", e);
    } catch (JsonMappingException e) {
      throw CommandFailure.refused(
          place(file, e) + "'" + key(e) + "' has a missing value or one of the wrong kind",
          "correct the value",
          e);
    } catch (JsonProcessingException e) {
      throw CommandFailure.refused(
          place(file, e) + "not readable as YAML, or a key is given twice", "correct that line", e);
    } catch (IOException e) {
      throw new IllegalStateException("Reading from a text does not fail", e);
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw CommandFailure.refused(file + " is too large for settings", "check the path");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot read the settings " + file, "check that it exists, as UTF-8 text", e);
    }
  }

  private static String place(Path file, JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return file + (location == null ? "" : " line " + location.getLineNr()) + ": ";
  }

  private static String key(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "#" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String reason(ValueInstantiationException e) {
    Throwable cause = e.getCause();
    return cause instanceof IllegalArgumentException && cause.getMessage() != null
        ? cause.getMessage()
        : "the settings contradict each other";
  }
}
