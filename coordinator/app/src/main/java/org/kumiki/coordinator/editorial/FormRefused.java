package org.kumiki.coordinator.editorial;

import java.util.List;

/** A field of a form that cannot be read as it is filled in. */
final class FormRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String words;
  private final String label;
  private final transient List<Named> meant;

  /**
   * Names the field.
   *
   * @param words the key of what is wrong with it
   * @param label the key of what the field is called on the page, after {@code field.}
   * @param meant terms that may have been meant, to choose from
   */
  FormRefused(String field, String words, String label, List<Named> meant) {
    super(field + " " + words);
    this.field = field;
    this.words = words;
    this.label = label;
    this.meant = List.copyOf(meant);
  }

  String field() {
    return field;
  }

  String words() {
    return words;
  }

  String label() {
    return label;
  }

  List<Named> meant() {
    return meant;
  }
}
