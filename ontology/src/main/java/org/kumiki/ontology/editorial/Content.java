package org.kumiki.ontology.editorial;

import java.util.List;

/**
 * What is proposed, reviewed as one.
 *
 * @param title what reviewers read first
 * @param reason why it should be so; evidence
 * @param edits made one after the other
 */
public record Content(String title, String reason, List<Edit> edits) {
  /** A line. */
  public static final int LONGEST_TITLE = 200;

  /** Two pages: what the log keeps of a change's reason, and the title. */
  public static final int LONGEST_REASON = 3_000;

  public Content {
    edits = List.copyOf(edits);
  }
}
