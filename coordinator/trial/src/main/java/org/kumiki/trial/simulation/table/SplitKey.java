package org.kumiki.trial.simulation.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Where a row stands in a random order of rows: 64 bits of the SHA-256 of the seed and the row's
 * cells. It depends on nothing else, so neither other rows nor their order can move it; rows with
 * equal keys have equal cells, and it does not matter which of them is drawn.
 */
final class SplitKey {
  private SplitKey() {}

  static long of(long seed, List<String> cells) {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
    for (String cell : cells) {
      byte[] text = cell.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, text.length));
      digest.update(text);
    }
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
