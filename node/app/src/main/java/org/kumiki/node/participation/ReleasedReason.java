package org.kumiki.node.participation;

import java.util.Optional;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;

/**
 * A steward's own words that leave the node beside a refusal: text released by hand, nothing that
 * the node has composed.
 */
final class ReleasedReason {
  static final int MAX_CHARS = 500;

  private ReleasedReason() {}

  /**
   * What leaves; empty if nothing was written.
   *
   * @throws ProblemException if it is too long, or is no text
   */
  static Optional<String> of(String written) {
    String text = written == null ? "" : written.replace("\r\n", "\n").strip();
    boolean readable = text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n');
    if (text.length() > MAX_CHARS || !readable) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST, "A reason has at most " + MAX_CHARS + " characters of text");
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
