package org.kumiki.node.ingest;

import java.io.IOException;
import java.io.Reader;

/**
 * Appends a record of one NUL to a text. The parser takes the end of the file for a closing quote;
 * with the mark, an open quote swallows the NUL and is noticed. No proven text contains a NUL.
 */
final class EndMarkedReader extends Reader {

  static final char MARK = '\0';

  private static final String TAIL = "\n" + MARK;

  private final Reader text;
  private int tailRead = -1;

  EndMarkedReader(Reader text) {
    this.text = text;
  }

  @Override
  public int read(char[] buffer, int from, int length) throws IOException {
    if (tailRead < 0) {
      int count = text.read(buffer, from, length);
      if (count >= 0) {
        return count;
      }
      tailRead = 0;
    }
    if (tailRead == TAIL.length()) {
      return -1;
    }
    int count = Math.min(length, TAIL.length() - tailRead);
    TAIL.getChars(tailRead, tailRead + count, buffer, from);
    tailRead += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
