package org.kumiki.node.experiment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.kumiki.node.ingest.RawStore;

/**
 * Private tables of candidates, which scientists bring without the steward: nothing is loaded from
 * them, no study reads them, and a campaign reads no more of one than its features. Thread-safe.
 */
public final class CandidateTables {
  /** A million candidates of two hundred and fifty characters. */
  static final long MAX_BYTES = 256L << 20;

  private final RawStore raw;
  private final long mostBytes;

  public CandidateTables(RawStore raw) {
    this(raw, MAX_BYTES);
  }

  CandidateTables(RawStore raw, long mostBytes) {
    this.raw = raw;
    this.mostBytes = mostBytes;
  }

  /**
   * Keeps a table as it is, and names it.
   *
   * @throws CampaignRefused if it is too large; then nothing is kept
   */
  public RawStore.Stored put(InputStream bytes) throws IOException {
    return raw.put(new Bounded(bytes));
  }

  /** Ends where a table is too large. */
  private final class Bounded extends FilterInputStream {
    private long left = mostBytes;

    Bounded(InputStream bytes) {
      super(bytes);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw new CampaignRefused(
            "a table of candidates has at most "
                + mostBytes
                + " bytes: leave out columns that the model does not read, or use a space");
      }
    }
  }
}
