package org.kumiki.trial.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kumiki.learning.validation.ErrorMeasures;

/** What each member gained, as a table for a terminal. */
final class GainsTable {
  private static final int NAME_COLUMNS = 28;

  private final String target;
  private final String unit;
  private final List<String> lines = new ArrayList<>();

  GainsTable(String target, String unit) {
    this.target = target;
    this.unit = unit;
  }

  /**
   * @param errors the node's comparison on its own hold-out rows
   * @param pooled errors of the pooled model on the same rows
   * @param status what left the node
   */
  void add(String name, JsonNode errors, ErrorMeasures pooled, JsonNode status) {
    double federated = errors.path("federated").path("mae").asDouble();
    boolean alone = errors.hasNonNull("local");
    double local = errors.path("local").path("mae").asDouble();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s %9d %10s %11.3f %9.3f %8s %9s",
            padded(name),
            errors.path("rows").asLong(),
            alone ? String.format(Locale.ROOT, "%.3f", local) : "–",
            federated,
            pooled.mae(),
            alone ? String.format(Locale.ROOT, "%+.0f %%", 100 * (federated / local - 1)) : "–",
            crossed(status)));
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    table.append("Mean absolute error of ").append(target);
    table.append(unit.isEmpty() ? "" : " in " + unit);
    table.append(", on each member's own rows that trained nothing:\n\n");
    table.append(
        String.format(
            "%s %9s %10s %11s %9s %8s %9s%n",
            padded("member"), "test rows", "alone", "federated", "pooled", "change", "sent"));
    lines.forEach(line -> table.append(line).append('\n'));
    table.append("\nchange: federated against alone; less is better. sent: all masked vectors and");
    table.append(
        " control\nmessages that left the node so far. Pooled is what this demo alone can");
    table.append(" compute.\n");
    return table.toString();
  }

  private static String crossed(JsonNode status) {
    double bytes =
        status.path("messageBytesSent").asDouble() + status.path("vectorBytesSent").asDouble();
    return bytes < 1e6
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** Japanese characters are two columns wide on a terminal. */
  private static String padded(String name) {
    StringBuilder text = new StringBuilder();
    int width = 0;
    for (int i = 0; i < name.length() && width < NAME_COLUMNS - 1; i++) {
      char c = name.charAt(i);
      width += wide(c) ? 2 : 1;
      text.append(c);
    }
    return text + " ".repeat(Math.max(0, NAME_COLUMNS - width));
  }

  private static boolean wide(char c) {
    return c >= 0x1100 && (c <= 0x115f || (c >= 0x2e80 && c <= 0xa4cf) || c >= 0xac00);
  }
}
