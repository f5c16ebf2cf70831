package org.kumiki.trial.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One text of one source file of {@code node/exchange} put in place of another.
 *
 * @param file below {@code org/kumiki/exchange}, without {@code .java}
 * @param text stands there exactly once
 */
record Change(String file, String text, String replacement) {
  private static final String SOURCES = "node/exchange/src/main/java/org/kumiki/exchange";

  String className() {
    return "org.kumiki.exchange." + file.replace('/', '.');
  }

  /** The file as it is. */
  String read() {
    Path root = Path.of(System.getProperty("kumiki.root"));
    try {
      return Files.readString(root.resolve(SOURCES).resolve(file + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The source with the change.
   *
   * @throws IllegalStateException if the text stands there never or more than once: the defence has
   *     moved, and this control would switch nothing off
   */
  String applyTo(String source) {
    int at = source.indexOf(text);
    if (at < 0 || source.indexOf(text, at + 1) >= 0) {
      throw new IllegalStateException(
          file + " has this text not exactly once, so the control is out of date: " + text);
    }
    return source.substring(0, at) + replacement + source.substring(at + text.length());
  }
}
