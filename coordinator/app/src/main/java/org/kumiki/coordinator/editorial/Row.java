package org.kumiki.coordinator.editorial;

import java.util.List;

/**
 * A line of what changes, side by side in both languages.
 *
 * @param key what it is, a key of the words
 * @param property the property's short name, for what has no words of its own; else empty
 */
public record Row(String key, String property, Side en, Side ja) {

  /** What goes and what comes in one language. */
  public record Side(List<String> removed, List<String> added) {
    static final Side NOTHING = new Side(List.of(), List.of());

    public Side {
      removed = List.copyOf(removed);
      added = List.copyOf(added);
    }

    static Side added(String text) {
      return text.isEmpty() ? NOTHING : new Side(List.of(), List.of(text));
    }

    static Side removed(String text) {
      return text.isEmpty() ? NOTHING : new Side(List.of(text), List.of());
    }
  }

  static Row of(String key, Side en, Side ja) {
    return new Row(key, "", en, ja);
  }

  /** Something that is there in both languages. */
  static Row added(String key, String en, String ja) {
    return of(key, Side.added(en), Side.added(ja));
  }
}
