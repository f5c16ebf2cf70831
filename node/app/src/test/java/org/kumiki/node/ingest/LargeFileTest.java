package org.kumiki.node.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.kumiki.node.ingest.ColumnProfile.Kind;

/**
 * A file that is made while it is read: nothing of it exists but the part in a buffer. The build
 * gives tests a heap of 1 GiB; {@code kumiki.ingest.megabytes} sets the size, so that 2048 shows
 * what the promise says.
 */
class LargeFileTest {

  private static final int MEGABYTES = Integer.getInteger("kumiki.ingest.megabytes", 50);

  private static final byte[] HEADER = "試料,温度 [K],引張強さ [MPa],備考\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] BLOCK =
      "S45C,293.15,569.4,\"油冷,\n焼戻し\"\nSCM435,300,<0.1,n.d.\n"
          .repeat(512)
          .getBytes(StandardCharsets.UTF_8);
  private static final int ROWS_OF_BLOCK = 1024;

  /** The header, then the block over and over. */
  private static final class Repeated extends InputStream {
    private final long end;
    private long at;

    Repeated(long blocks) {
      this.end = HEADER.length + blocks * BLOCK.length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
      if (at == end) {
        return -1;
      }
      boolean header = at < HEADER.length;
      byte[] part = header ? HEADER : BLOCK;
      int inPart = (int) (header ? at : (at - HEADER.length) % BLOCK.length);
      int count = Math.min(length, part.length - inPart);
      System.arraycopy(part, inPart, buffer, from, count);
      at += count;
      return count;
    }
  }

  @Test
  void aLargeFileIsReadThroughBuffersOfFixedSize() throws IOException {
    long blocks = MEGABYTES * 1_000_000L / BLOCK.length;
    FilePreview preview = FilePreview.of(() -> new Repeated(blocks), CsvOptions.detect());
    assertEquals(blocks * ROWS_OF_BLOCK, preview.rows());
    ColumnProfile strength = preview.columns().get(2);
    assertEquals(Kind.NUMBERS, strength.kind());
    assertEquals(blocks * ROWS_OF_BLOCK / 2, strength.numbers());
    assertEquals(blocks * ROWS_OF_BLOCK / 2, strength.censored());
    assertEquals(blocks * ROWS_OF_BLOCK / 2, preview.columns().get(3).missing());
  }
}
