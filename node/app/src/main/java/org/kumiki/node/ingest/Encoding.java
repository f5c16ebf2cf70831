package org.kumiki.node.ingest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The proven encoding of a file, and the length of the byte order mark to leave out. */
record Encoding(Charset charset, int markBytes) {

  private record Mark(Charset charset, int... bytes) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
          new Mark(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
          new Mark(StandardCharsets.UTF_16BE, 0xFE, 0xFF));

  /** What the byte order mark says, if there is one. */
  static Optional<Encoding> marked(byte[] head, int length) {
    for (Mark mark : MARKS) {
      if (startsWith(head, length, mark.bytes)) {
        return Optional.of(new Encoding(mark.charset, mark.bytes.length));
      }
    }
    return Optional.empty();
  }

  static boolean startsWith(byte[] head, int length, int... bytes) {
    if (length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
