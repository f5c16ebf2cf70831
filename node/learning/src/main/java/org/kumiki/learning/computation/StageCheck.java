package org.kumiki.learning.computation;

import java.util.List;

/** What several stages check about their parts: stages may be read from foreign bytes. */
final class StageCheck {
  private StageCheck() {}

  static void counted(long rows, int contributors) {
    if (rows < 0) {
      throw new IllegalArgumentException("rows cannot be " + rows);
    }
    if (contributors < 1) {
      throw new IllegalArgumentException("a sum has at least one contributor");
    }
  }

  static void sized(List<?> parts, int variables) {
    if (parts.size() != variables) {
      throw new IllegalArgumentException(
          parts.size() + " entries for a computation of " + variables + " variables");
    }
  }

  static void within(long count, long rows) {
    if (count > rows) {
      throw new IllegalArgumentException(count + " values reported by " + rows + " rows");
    }
  }

  static void ascending(Numbers values) {
    for (int i = 1; i < values.size(); i++) {
      if (!(values.get(i - 1) < values.get(i))) {
        throw new IllegalArgumentException("limits of neighbouring bins are ascending");
      }
    }
  }

  static void inDomain(Variable variable, double mean) {
    if (!variable.contains(mean)) {
      throw new IllegalArgumentException(
          "the mean of " + variable.name() + " lies outside its domain");
    }
  }
}
