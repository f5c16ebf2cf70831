package org.kumiki.learning.descriptor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Public data beside the project, which is not part of it: where it is absent, tests say so. */
final class SharedData {
  private SharedData() {}

  /** The rows as cells, header first, of a file whose first columns hold no quotes. */
  static List<List<String>> rows(String file) throws IOException {
    Path path =
        Path.of(System.getProperty("kumiki.root", "../..")).resolve("../shared/data").resolve(file);
    if (!Files.exists(path)) {
      System.out.println("SKIPPED: shared data " + file + " absent");
    }
    Assumptions.assumeTrue(Files.exists(path));
    return Files.readAllLines(path).stream()
        .map(line -> Arrays.asList(line.split(",", -1)))
        .toList();
  }

  /** The cells of one column, as often as they occur. */
  static List<String> column(String file, String name) throws IOException {
    List<List<String>> rows = rows(file);
    int column = rows.get(0).indexOf(name);
    return rows.stream().skip(1).map(row -> row.get(column)).toList();
  }
}
