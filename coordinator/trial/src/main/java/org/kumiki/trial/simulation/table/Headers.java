package org.kumiki.trial.simulation.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kumiki.platform.cli.CommandFailure;

/** Finds columns by the names that a command line gives. Immutable. */
final class Headers {
  private static final int NAMED_AT_MOST = 40;

  private final Path file;
  private final List<String> names;

  Headers(Path file, List<String> names) {
    this.file = file;
    this.names = List.copyOf(names);
  }

  int size() {
    return names.size();
  }

  String name(int column) {
    return names.get(column);
  }

  boolean has(String name) {
    return names.contains(name.strip());
  }

  int index(String name) {
    int index = names.indexOf(name.strip());
    if (index < 0) {
      throw unknown(name);
    }
    return index;
  }

  /** Reads lists with commas between; a header may itself hold commas, and the longest fits. */
  Set<Integer> indexes(List<String> lists) {
    Set<Integer> indexes = new LinkedHashSet<>();
    for (String list : lists) {
      indexes.addAll(split(list));
    }
    return indexes;
  }

  private List<Integer> split(String list) {
    String[] parts = list.split(",", -1);
    List<Integer> indexes = new ArrayList<>();
    int from = 0;
    while (from < parts.length) {
      int to = parts.length;
      while (to > from && !has(joined(parts, from, to))) {
        to--;
      }
      if (to == from) {
        throw unknown(parts[from]);
      }
      indexes.add(index(joined(parts, from, to)));
      from = to;
    }
    return indexes;
  }

  private static String joined(String[] parts, int from, int to) {
    return String.join(",", List.of(parts).subList(from, to));
  }

  private CommandFailure unknown(String name) {
    String known = String.join(", ", names.subList(0, Math.min(NAMED_AT_MOST, names.size())));
    return CommandFailure.refused(
        file + " has no column \"" + name.strip() + "\"",
        "use one of: " + known + (names.size() > NAMED_AT_MOST ? ", …" : ""));
  }
}
