package org.kumiki.platform.consortium;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

/** Small JSON files that people carry: read with limits, written whole or not at all. */
final class JsonFile {
  /** An invitation has less than a kilobyte; anything larger is another file. */
  private static final long MAX_BYTES = 64 << 10;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private JsonFile() {}

  static <T> T read(Path file, Class<T> type, String what) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw CommandFailure.refused(file + " is too large for " + what, "check the path");
      }
      return MAPPER.readValue(Files.readAllBytes(file), type);
    } catch (JsonProcessingException e) {
      throw CommandFailure.refused(
          file + " is not " + what, "ask for the file again; it may have been cut or edited", e);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + file, "check that the file exists", e);
    }
  }

  /** As {@link #write}, with mode 0600. */
  static void writePrivate(Path file, Object value) {
    PrivateFile.write(file.toAbsolutePath(), text(value));
  }

  /** What stands in the file. */
  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value) + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of texts can be written", e);
    }
  }

  static void write(Path file, Object value) {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Files.write(fresh, MAPPER.writeValueAsBytes(value));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot write " + file, "check the disk and the folder's permissions", e);
    }
  }
}
