package org.kumiki.platform.diagnosis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.CheckResult.Warning;

/** All that a doctor found, in the order in which it was looked at. Immutable. */
public record Diagnosis(List<CheckResult> results) {
  public Diagnosis {
    results = List.copyOf(results);
  }

  /** True if nothing is red. */
  public boolean healthy() {
    return results.stream().noneMatch(Failure.class::isInstance);
  }

  public int exitCode() {
    return healthy() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** What was found at one place. */
  public Optional<CheckResult> of(String check) {
    return results.stream().filter(result -> result.check().equals(check)).findFirst();
  }

  /** One line each. */
  public List<String> lines(Paint paint) {
    return results.stream().map(result -> line(result, paint)).toList();
  }

  /** {@code {"healthy","checks":[{"check","state","finding"|"cause","fix"}]}}. */
  public ObjectNode json() {
    ObjectNode all = JsonNodeFactory.instance.objectNode().put("healthy", healthy());
    ArrayNode checks = all.putArray("checks");
    for (CheckResult result : results) {
      ObjectNode entry = checks.addObject().put("check", result.check());
      if (result instanceof Good good) {
        entry.put("state", "green").put("finding", good.finding());
      } else if (result instanceof Warning warning) {
        entry.put("state", "yellow").put("cause", warning.cause()).put("fix", warning.fix());
      } else if (result instanceof Failure failure) {
        entry.put("state", "red").put("cause", failure.cause()).put("fix", failure.fix());
      } else if (result instanceof NotTried notTried) {
        entry.put("state", "not-tried").put("cause", notTried.because());
      }
    }
    return all;
  }

  private static String line(CheckResult result, Paint paint) {
    if (result instanceof Good good) {
      return line(paint.good("green "), result, good.finding());
    }
    if (result instanceof Warning warning) {
      return line(paint.warning("yellow"), result, warning.cause() + "; " + warning.fix());
    }
    if (result instanceof Failure failure) {
      return line(paint.failure("red   "), result, failure.cause() + "; " + failure.fix());
    }
    return line("-     ", result, "not tried: " + ((NotTried) result).because());
  }

  private static String line(String state, CheckResult result, String text) {
    String oneLine = text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    return String.format(Locale.ROOT, "%s  %-13s %s", state, result.check(), oneLine);
  }

  /** How the three words are set off from the rest, where that is possible. */
  public interface Paint {
    /** As plain text. */
    Paint NONE = new Paint() {};

    default String good(String word) {
      return word;
    }

    default String warning(String word) {
      return word;
    }

    default String failure(String word) {
      return word;
    }
  }
}
