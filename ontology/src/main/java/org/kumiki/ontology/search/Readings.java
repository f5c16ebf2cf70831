package org.kumiki.ontology.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.ja.tokenattributes.ReadingAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * How Japanese is read, by the dictionary of Kuromoji: a guess, good enough to find a label by and
 * not to sort it by. Not safe to share between threads.
 */
final class Readings implements AutoCloseable {
  private final JapaneseTokenizer tokenizer =
      new JapaneseTokenizer(null, true, true, JapaneseTokenizer.Mode.NORMAL);
  private final ReadingAttribute reading = tokenizer.addAttribute(ReadingAttribute.class);
  private final CharTermAttribute surface = tokenizer.addAttribute(CharTermAttribute.class);

  /** The reading in katakana; what the dictionary does not know stays as it is. */
  String of(String text) {
    StringBuilder out = new StringBuilder();
    try {
      tokenizer.setReader(new StringReader(text));
      tokenizer.reset();
      while (tokenizer.incrementToken()) {
        String read = reading.getReading();
        out.append(read == null ? surface.toString() : read);
      }
      tokenizer.end();
      tokenizer.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from a string failed", impossible);
    }
    return out.toString();
  }

  @Override
  public void close() {
    try {
      tokenizer.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException("closing a string failed", impossible);
    }
  }
}
