package org.kumiki.coordinator.membership;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of a node, as it says of itself in the header {@link #HEADER}.
 *
 * @param instance random, 32 lower-case hexadecimal digits
 * @param start how often the node's folder was started
 */
record NodeRun(String instance, long start) {
  /** The header of each request on the exchange. */
  static final String HEADER = "Kumiki-Instance";

  private static final Pattern FORM = Pattern.compile("([0-9a-f]{32}) ([0-9]{1,12})");

  /** What a header says, if it has the form. */
  static Optional<NodeRun> parse(String header) {
    Matcher parts = FORM.matcher(header);
    return parts.matches()
        ? Optional.of(new NodeRun(parts.group(1), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }
}
