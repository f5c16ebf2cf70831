package org.kumiki.coordinator.editorial;

import java.util.List;

/** A field of a form that cannot be read as it is filled in. */
final class FormRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String words;
  private final transient List<Named> meant;

  /**
   * Names the field.
   *
   * @param words the key of what is wrong with it
   * @param meant terms that may have been meant, to choose from
   */
  FormRefused(String field, String words, List<Named> meant) {
    super(field + " " + words);
    this.field = field;
    this.words = words;
    this.meant = List.copyOf(meant);
  }

  String field() {
    return field;
  }

  String words() {
    return words;
  }

  List<Named> meant() {
    return meant;
  }
}
