package org.kumiki.node.ingest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Proves, chunk by chunk, that bytes are text in one encoding. The text itself is thrown away.
 *
 * <p>Mutable, for one thread; memory is constant.
 */
final class StrictDecoder {

  /** No encoding has characters of more bytes, so no more are ever carried to the next chunk. */
  private static final int LONGEST_CHARACTER = 16;

  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer pending;
  private final CharBuffer text = CharBuffer.allocate(8192);
  private long fed;
  private long failedAt = -1;
  private long nonAscii;
  private boolean nul;

  StrictDecoder(Charset charset, int chunkBytes) {
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.pending = ByteBuffer.allocate(chunkBytes + LONGEST_CHARACTER);
  }

  void feed(byte[] bytes, int from, int to) {
    fed += to - from;
    if (failed()) {
      return;
    }
    pending.put(bytes, from, to - from).flip();
    CoderResult result;
    do {
      result = decoder.decode(pending, text, false);
      inspect();
    } while (result.isOverflow());
    if (result.isError()) {
      failedAt = fed - pending.remaining();
    }
    pending.compact();
  }

  /** Counts bytes that are known to be ASCII, in an encoding where ASCII is itself. */
  void skipAscii(int bytes) {
    fed += bytes;
  }

  private void inspect() {
    text.flip();
    while (text.hasRemaining()) {
      char c = text.get();
      if (c >= 0x80) {
        nonAscii++;
      } else if (c == 0) {
        nul = true;
      }
    }
    text.clear();
  }

  Charset charset() {
    return charset;
  }

  boolean failed() {
    return failedAt >= 0;
  }

  /** The first byte of what cannot be decoded. */
  long failedAt() {
    return failedAt;
  }

  /** Whether a character has begun and not ended; at the end of the file it never will. */
  boolean inCharacter() {
    return !failed() && pending.position() > 0;
  }

  /** Where the unfinished character begins. */
  long characterAt() {
    return fed - pending.position();
  }

  /** Characters outside ASCII that were decoded without fault. */
  long nonAscii() {
    return nonAscii;
  }

  boolean sawNul() {
    return nul;
  }
}
