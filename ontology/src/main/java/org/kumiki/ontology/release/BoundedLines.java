package org.kumiki.ontology.release;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Canonical N-Quads that have as many lines as was signed, and none too long: a small packed file
 * unpacks to anything, and its hash is known only when it has been read.
 */
final class BoundedLines extends FilterInputStream {
  /** Three IRIs and a literal of 65,536 characters, each written in at most ten bytes. */
  static final int LONGEST_LINE = 1 << 20;

  private final long mostLines;
  private long lines;
  private int length;

  BoundedLines(InputStream in, long mostLines) {
    super(in);
    this.mostLines = mostLines;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      count((byte) read);
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int most) throws IOException {
    int read = super.read(buffer, offset, most);
    for (int i = 0; i < read; i++) {
      count(buffer[offset + i]);
    }
    return read;
  }

  private void count(byte one) {
    length++;
    if (length == 1) {
      lines++;
    }
    if (one == '\n') {
      length = 0;
    }
    if (lines > mostLines || length > LONGEST_LINE) {
      throw new UnreadableRelease(
          "the content is not that of the release: it is longer than what was signed; fetch it"
              + " again, and tell the operator if it stays so");
    }
  }
}
