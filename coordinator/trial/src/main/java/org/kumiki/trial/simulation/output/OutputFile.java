package org.kumiki.trial.simulation.output;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Text that is written whole or not at all. */
final class OutputFile {
  private OutputFile() {}

  /** What writes the text. */
  @FunctionalInterface
  interface Body {
    void writeTo(Writer out) throws IOException;
  }

  static void write(Path file, Body body) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe or a device: nothing to replace.
      writeTo(file, body);
      return;
    }
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      writeTo(fresh, body);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void writeTo(Path file, Body body) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      body.writeTo(out);
    }
  }
}
