package org.kumiki.ontology.editorial;

import org.kumiki.ontology.term.Language;

/**
 * A sentence or two in both languages: the cause, and the next step.
 *
 * @param en in English
 * @param ja in Japanese
 */
public record Words(String en, String ja) {
  /** The text in a language. */
  public String in(Language language) {
    return language == Language.JA ? ja : en;
  }
}
