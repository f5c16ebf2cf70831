package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import org.kumiki.platform.proxy.ProxyRefused;

/**
 * A published body that is read on where the connection broke off. What is published does not
 * change, so the pieces are those of one body; and a long sum over a line that is cut now and then
 * arrives, which it would not if it began again each time.
 *
 * <p>Not thread-safe.
 */
final class ResumedBody extends InputStream {
  /** Tries without a single new byte: a minute or two of trouble, then the caller decides. */
  private static final int MOST_FAILURES = 8;

  /**
   * Tries more as somebody whom the coordinator does not admit: while a certificate is renewed the
   * new one is on disk before it is used, and the old one may be taken back meanwhile. To give up
   * here is to leave the round.
   */
  private static final int MOST_REFUSALS = 2;

  private final Source source;
  private final Backoff backoff;
  private final Rest rest;
  private InputStream piece;
  private long position;
  private int failures;
  private int refusals;

  /** Where the body can be had. */
  @FunctionalInterface
  interface Source {
    /**
     * The body from a byte on.
     *
     * @throws ChannelRefusal or ProxyRefused if trying again soon would not help
     */
    InputStream from(long position) throws IOException;
  }

  /** How to let time pass. */
  @FunctionalInterface
  interface Rest {
    void millis(long millis) throws InterruptedException;
  }

  ResumedBody(Source source, Backoff backoff, Rest rest) throws IOException {
    this.source = source;
    this.backoff = backoff;
    this.rest = rest;
    open();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      try {
        int count = piece.read(bytes, offset, length);
        if (count > 0) {
          position += count;
          failures = 0;
          refusals = 0;
          backoff.reset();
        }
        return count;
      } catch (IOException e) {
        restAfter(e);
        open();
      }
    }
  }

  @Override
  public void close() throws IOException {
    piece.close();
  }

  private void open() throws IOException {
    while (true) {
      try {
        InputStream before = piece;
        piece = source.from(position);
        if (before != null) {
          before.close();
        }
        return;
      } catch (ChannelRefusal.NotAdmitted e) {
        refusals++;
        if (refusals > MOST_REFUSALS) {
          throw e;
        }
        restAfter(e);
      } catch (ChannelRefusal | ProxyRefused e) {
        throw e;
      } catch (IOException e) {
        restAfter(e);
      }
    }
  }

  private void restAfter(IOException e) throws IOException {
    failures++;
    if (failures > MOST_FAILURES || Thread.currentThread().isInterrupted()) {
      throw e;
    }
    try {
      rest.millis(backoff.nextMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
