package org.kumiki.trial.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which of the processor's AES instructions there are, which decides how fast a mask can be. */
final class AesInstructions {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private AesInstructions() {}

  /** {@code VAES} (several blocks at once), {@code AES-NI}, {@code none}, or {@code unknown}. */
  static String kind() {
    try {
      return kind(Files.readAllLines(PROCESSORS));
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** From the lines of {@code /proc/cpuinfo}; all cores count as the first one does. */
  static String kind(List<String> lines) {
    for (String line : lines) {
      if (line.startsWith("flags")) {
        List<String> flags = List.of(line.substring(line.indexOf(':') + 1).trim().split(" +"));
        // The JDK uses the wide instructions only with 512-bit registers.
        if (flags.contains("vaes") && flags.contains("avx512f")) {
          return "VAES";
        }
        return flags.contains("aes") ? "AES-NI" : "none";
      }
    }
    return "unknown";
  }
}
