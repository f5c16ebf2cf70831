package org.kumiki.trial.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The tables of docs/roles.md: for each route of a service, whom it answers. */
final class RolesTable {
  static final String NOBODY = "nobody";
  static final String NO_ROLE = "no role";

  private final Map<String, Set<String>> rows = new TreeMap<>();

  /** The rows of a service, and those of both. */
  static RolesTable read(String heading) {
    RolesTable table = new RolesTable();
    table.add(heading);
    table.add("## At both");
    return table;
  }

  private void add(String heading) {
    List<String> columns = List.of();
    boolean inside = false;
    for (String line : lines()) {
      if (line.startsWith("## ")) {
        inside = line.equals(heading);
      } else if (inside && line.startsWith("| Route ")) {
        columns = cells(line);
      } else if (inside && line.startsWith("| `")) {
        List<String> cells = cells(line);
        Set<String> answered = new HashSet<>();
        for (int i = 1; i < cells.size() - 1; i++) {
          if (cells.get(i).equals("●")) {
            answered.add(columns.get(i));
          } else if (!cells.get(i).equals("–")) {
            throw new IllegalStateException("neither ● nor –: " + line);
          }
        }
        rows.put(cells.get(0).replace("`", ""), answered);
      }
    }
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Path.of(System.getProperty("kumiki.root"), "docs", "roles.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
  }

  Set<String> routes() {
    return rows.keySet();
  }

  /** Whether a route answers somebody: a role's name, {@link #NOBODY} or {@link #NO_ROLE}. */
  boolean answers(String route, String whom) {
    return rows.get(route).contains(whom);
  }
}
