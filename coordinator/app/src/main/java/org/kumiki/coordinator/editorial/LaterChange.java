package org.kumiki.coordinator.editorial;

import org.kumiki.ontology.term.Language;

/**
 * A change that rests on an earlier one.
 *
 * @param sequence its place in the log
 * @param term a term of the earlier change that it is about
 * @param name what it is, in its maker's words
 * @param proposal the number of its proposal; 0 without one
 */
public record LaterChange(long sequence, String term, String name, long proposal) {
  /** How pages name it: a file that was taken up has no proposal, and its place in the log. */
  String in(Language language) {
    if (proposal > 0) {
      return "#" + proposal + " " + name;
    }
    return language == Language.JA
        ? "変更 " + sequence + "「" + name + "」"
        : "change " + sequence + " “" + name + "”";
  }
}
