package org.kumiki.ontology.search;

import org.kumiki.ontology.term.Language;

/**
 * Why something is proposed, or what speaks against it, for the person who decides.
 *
 * @param en in English
 * @param ja in Japanese
 */
public record Reason(String en, String ja) {
  /** The text in a language. */
  public String in(Language language) {
    return language == Language.JA ? ja : en;
  }

  /** One after the other. */
  Reason and(Reason more) {
    return new Reason(en + "; " + more.en, ja + "、" + more.ja);
  }
}
