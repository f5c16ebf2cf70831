package org.kumiki.ontology.search;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The characters of a text one by one: a phrase of them finds any part of a Japanese compound. */
final class Characters extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final int[] characters;
  private int next;

  Characters(String text) {
    this.characters = text.codePoints().toArray();
  }

  @Override
  public boolean incrementToken() {
    if (next == characters.length) {
      return false;
    }
    clearAttributes();
    term.append(Character.toString(characters[next++]));
    return true;
  }

  @Override
  public void reset() {
    next = 0;
  }
}
