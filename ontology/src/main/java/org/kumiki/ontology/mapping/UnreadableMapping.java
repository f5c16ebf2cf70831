package org.kumiki.ontology.mapping;

/**
 * Text that is no mapping file. The message names the line, the key, the cause and the next step.
 */
public final class UnreadableMapping extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  UnreadableMapping(int line, String message) {
    super(line > 0 ? "line " + line + ": " + message : message);
    this.line = line;
  }

  /** The line, counted from 1; 0 where there is none. It may be logged, unlike the message. */
  public int line() {
    return line;
  }
}
