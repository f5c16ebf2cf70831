package org.kumiki.exchange;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Test vectors: the project's own, and those of others where they are present. */
public final class Vectors {
  private static final Path OWN = Path.of("src", "test", "vectors");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Vectors() {}

  /** All files of one of the project's own folders, by name. */
  public static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(OWN.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode own(String folder, String name) {
    return read(OWN.resolve(folder).resolve(name + ".json"));
  }

  public static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of C2SP/wycheproof; where it is absent the test says so and is skipped. */
  public static JsonNode wycheproof(String name) {
    String root = System.getProperty("kumiki.root", "../..");
    Path file = Path.of(root).resolve("../shared/vectors/wycheproof").resolve(name + ".json");
    if (!Files.exists(file)) {
      System.out.println("SKIPPED: wycheproof " + name + " absent");
    }
    assumeTrue(Files.exists(file), "wycheproof vectors are absent");
    return read(file);
  }

  /** The bytes of labelled fields: {@code [name, hex]} or {@code [name, hex, times]}. */
  public static byte[] bytes(JsonNode fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (JsonNode field : fields) {
      byte[] part = hex(field.get(1));
      for (int i = field.has(2) ? field.get(2).asInt() : 1; i > 0; i--) {
        out.writeBytes(part);
      }
    }
    return out.toByteArray();
  }

  /** The label of the field that a position belongs to. */
  public static String fieldAt(JsonNode fields, int position) {
    int end = 0;
    for (JsonNode field : fields) {
      end += hex(field.get(1)).length * (field.has(2) ? field.get(2).asInt() : 1);
      if (position < end) {
        return field.get(0).asText();
      }
    }
    return "the end";
  }

  public static byte[] hex(JsonNode text) {
    return HexFormat.of().parseHex(text.asText());
  }
}
