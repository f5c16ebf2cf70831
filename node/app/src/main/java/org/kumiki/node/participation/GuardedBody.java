package org.kumiki.node.participation;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer's body that breaks off if a read waits too long for the next byte: the client's own
 * limits end with the headers. Time that the reader spends elsewhere does not count.
 */
final class GuardedBody extends FilterInputStream {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedBody.class);

  private final StallGuard guard;

  GuardedBody(InputStream body, Duration silence) {
    super(body);
    this.guard = new StallGuard(silence);
    guard.rests();
    guard.start(this::breakOff);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    guard.moved();
    try {
      int count = in.read(bytes, offset, length);
      if (guard.stalled()) {
        throw new IOException("the answer stopped in the middle");
      }
      return count;
    } finally {
      guard.rests();
    }
  }

  @Override
  public void close() throws IOException {
    guard.close();
    super.close();
  }

  private void breakOff() {
    try {
      in.close();
    } catch (IOException e) {
      LOG.debug("a body that stopped was broken already");
    }
  }
}
