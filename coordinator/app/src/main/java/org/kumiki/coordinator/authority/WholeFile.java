package org.kumiki.coordinator.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.kumiki.platform.cli.CommandFailure;

/** Public files that are written whole or not at all, and read with a limit. */
final class WholeFile {
  private static final int MAX_BYTES = 1 << 20;

  private WholeFile() {}

  static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Half a roster would keep a consortium from ever starting. */
  static void write(Path file, byte[] bytes) {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Files.write(fresh, bytes);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot write " + file, "check the disk", e);
    }
  }

  static String read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw CommandFailure.refused(file + " is too large", "check the path");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + file, "check that it exists", e);
    }
  }
}
