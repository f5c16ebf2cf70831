package org.kumiki.coordinator.editorial;

/** A body that is no edit. The message names the field and what belongs there. */
final class UnreadableEdit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableEdit(String message) {
    super(message);
  }
}
