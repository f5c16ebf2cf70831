package org.kumiki.node.experiment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The room on the disk that tables of candidates may take together. An upload claims what it says
 * it will need before its first byte is written, and more as it comes where it did not say; what is
 * kept counts with its size. Thread-safe.
 */
final class CandidateRoom {
  private static final long MEBIBYTE = 1L << 20;

  private final long mostBytes;
  private final long mostBytesEach;
  private final Map<String, Long> kept = new HashMap<>();
  private long claimed;

  CandidateRoom(long mostBytes, long mostBytesEach) {
    this.mostBytes = mostBytes;
    this.mostBytesEach = mostBytesEach;
  }

  long mostBytes() {
    return mostBytes;
  }

  /** What tables take now. */
  synchronized long usedBytes() {
    return kept.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized boolean holds(String sha256) {
    return kept.containsKey(sha256);
  }

  synchronized int tables() {
    return kept.size();
  }

  synchronized void keep(String sha256, long bytes) {
    kept.put(sha256, bytes);
  }

  synchronized void remove(String sha256) {
    kept.remove(sha256);
  }

  /**
   * @param declaredBytes at most so many will come; 0 if nobody knows
   * @throws CampaignRefused if they have no room; nothing was read then
   */
  Claim claim(long declaredBytes) {
    Claim claim = new Claim();
    claim.require(declaredBytes);
    return claim;
  }

  private synchronized void take(long more) {
    long free = Math.max(0, mostBytes - usedBytes() - claimed);
    if (more > free) {
      throw new CampaignRefused(
          "tables of candidates may take "
              + mebibytes(mostBytes)
              + " here together, and "
              + mebibytes(free)
              + " of it are free: remove a table that no campaign reads, or set a larger"
              + " 'candidateTableBytes' in kumiki.yml");
    }
    claimed += more;
  }

  private synchronized void giveBack(long bytes) {
    claimed -= bytes;
  }

  private static String mebibytes(long bytes) {
    return bytes % MEBIBYTE == 0 || bytes > 100 * MEBIBYTE
        ? bytes / MEBIBYTE + " MiB"
        : bytes + " bytes";
  }

  /** What one upload holds until it is kept or given up. */
  final class Claim implements AutoCloseable {
    private long held;
    private long read;

    /** The upload's bytes, which end where there is no room for more. */
    InputStream over(InputStream bytes) {
      return new Counted(bytes);
    }

    private void require(long bytes) {
      if (bytes > mostBytesEach) {
        throw new CampaignRefused(
            "a table of candidates has at most "
                + mostBytesEach
                + " bytes: leave out columns that the model does not read, or use a space");
      }
      if (bytes > held) {
        take(bytes - held);
        held = bytes;
      }
    }

    @Override
    public void close() {
      giveBack(held);
      held = 0;
    }

    private final class Counted extends FilterInputStream {
      Counted(InputStream bytes) {
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
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
      }

      private void count(int more) {
        read += more;
        require(read);
      }
    }
  }
}
