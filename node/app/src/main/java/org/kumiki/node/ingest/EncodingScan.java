package org.kumiki.node.ingest;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.kumiki.node.ingest.CsvProblem.Code;

/**
 * Finds the encoding of a file by proving it over every byte, in one pass.
 *
 * <p>A byte order mark wins; then UTF-16, if the first bytes have its zeros; then UTF-8; then
 * windows-31j. Encodings in which every sequence of bytes is text, such as windows-1252, can be
 * stated but are never guessed. No byte is ever replaced: what does not fit is refused.
 *
 * <p>Limit: a short windows-1252 file may happen to be valid windows-31j; the preview shows the
 * encoding and the headers to a person.
 */
final class EncodingScan {

  private static final int CHUNK_BYTES = 1 << 16;

  /**
   * So many characters of UTF-8 before the first fault mean a damaged UTF-8 file, not one in
   * windows-31j: half-width kana form a valid pair about once in four, so eight in a row once in
   * 60,000 files.
   */
  private static final int CERTAINLY_UTF_8 = 8;

  private static final String STATE_ENCODING =
      "save the file as UTF-8, or state its encoding (`encoding:`).";

  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int length;
  private long offset;

  private EncodingScan() {}

  /**
   * @param stated obeyed strictly where present
   * @throws CsvRefusal if the bytes are not text in one of these encodings
   */
  static Encoding scan(InputStream in, Optional<Charset> stated) throws IOException {
    return new EncodingScan().run(in, stated);
  }

  private Encoding run(InputStream in, Optional<Charset> stated) throws IOException {
    length = in.readNBytes(chunk, 0, CHUNK_BYTES);
    if (length == 0) {
      throw CsvProblem.ofFile(
              Code.EMPTY_FILE, "The file is empty (0 bytes): export or copy it again.")
          .refusal();
    }
    FileMagic.refuse(chunk, length);
    Optional<Encoding> marked = Encoding.marked(chunk, length);
    int markBytes = marked.map(Encoding::markBytes).orElse(0);
    List<StrictDecoder> candidates =
        candidates(marked, stated).stream().map(c -> new StrictDecoder(c, CHUNK_BYTES)).toList();
    boolean zeroIsText = candidates.get(0).charset().name().startsWith("UTF-16");
    int from = markBytes;
    while (length > 0) {
      feed(candidates, from, zeroIsText);
      offset += length;
      length = in.readNBytes(chunk, 0, CHUNK_BYTES);
      from = 0;
    }
    return new Encoding(conclude(candidates, markBytes), markBytes);
  }

  private List<Charset> candidates(Optional<Encoding> marked, Optional<Charset> stated) {
    if (stated.isPresent()) {
      return List.of(stated(stated.get(), marked));
    }
    if (marked.isPresent()) {
      return List.of(marked.get().charset());
    }
    return wide().map(List::of).orElse(List.of(UTF_8, CsvOptions.WINDOWS_31J));
  }

  private Charset stated(Charset stated, Optional<Encoding> marked) {
    if (stated.equals(UTF_16)) {
      return marked.map(Encoding::charset).or(this::wide).orElse(UTF_16BE);
    }
    if (marked.isPresent() && !marked.get().charset().equals(stated)) {
      throw CsvProblem.atByte(
              Code.UNDECODABLE,
              0,
              "The file begins with the byte order mark of "
                  + marked.get().charset().name()
                  + ", but another encoding is stated: remove the statement or correct it.")
          .refusal();
    }
    return stated;
  }

  /**
   * UTF-16 without a mark: delimiters, digits and line ends have a zero byte, always on the same
   * side. Some kanji have one on the other side, hence the ratio.
   */
  private Optional<Charset> wide() {
    int even = 0;
    int odd = 0;
    for (int i = 0; i < length; i++) {
      if (chunk[i] == 0) {
        if ((i & 1) == 0) {
          even++;
        } else {
          odd++;
        }
      }
    }
    if (odd > 3 * even) {
      return Optional.of(UTF_16LE);
    }
    return even > 3 * odd ? Optional.of(UTF_16BE) : Optional.empty();
  }

  private void feed(List<StrictDecoder> candidates, int from, boolean zeroIsText) {
    int bits = 0;
    boolean zero = false;
    for (int i = from; i < length; i++) {
      bits |= chunk[i];
      zero |= chunk[i] == 0;
    }
    if (zero && !zeroIsText) {
      throw binary(offset + indexOf((byte) 0, from));
    }
    boolean choosing = candidates.size() > 1;
    if (choosing) {
      refuseEscapes(from);
    }
    for (StrictDecoder candidate : candidates) {
      if (choosing && bits >= 0 && !candidate.inCharacter()) {
        candidate.skipAscii(length - from);
      } else {
        candidate.feed(chunk, from, length);
      }
    }
  }

  /** ISO-2022-JP is written in ASCII bytes, so that it would pass for UTF-8 and be nonsense. */
  private void refuseEscapes(int from) {
    int escape = indexOf((byte) 0x1B, from);
    boolean shift =
        escape >= 0
            && escape + 1 < length
            && (chunk[escape + 1] == '$' || chunk[escape + 1] == '(');
    if (shift) {
      throw CsvProblem.atByte(
              Code.UNDECODABLE,
              offset + escape,
              "The file looks like ISO-2022-JP (JIS) at byte "
                  + (offset + escape)
                  + ": "
                  + STATE_ENCODING)
          .refusal();
    }
  }

  private int indexOf(byte wanted, int from) {
    for (int i = from; i < length; i++) {
      if (chunk[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static Charset conclude(List<StrictDecoder> candidates, int markBytes) {
    StrictDecoder first = candidates.get(0);
    if (first.sawNul()) {
      throw CsvProblem.ofFile(
              Code.BINARY,
              "The file holds NUL characters, so it is not a CSV text: export it again.")
          .refusal();
    }
    if (!first.failed()) {
      return complete(first, markBytes);
    }
    StrictDecoder last = candidates.get(candidates.size() - 1);
    if (last.failed() || first.nonAscii() >= CERTAINLY_UTF_8) {
      long at =
          markBytes
              + (last.failed() ? Math.max(first.failedAt(), last.failedAt()) : first.failedAt());
      String names = candidates.size() == 1 ? first.charset().name() : "UTF-8 or Shift_JIS (CP932)";
      throw CsvProblem.atByte(
              Code.UNDECODABLE,
              at,
              "Byte " + at + " is not text in " + names + ": " + STATE_ENCODING)
          .refusal();
    }
    return complete(last, markBytes);
  }

  private static Charset complete(StrictDecoder proven, int markBytes) {
    if (proven.inCharacter()) {
      long at = markBytes + proven.characterAt();
      throw CsvProblem.atByte(
              Code.CUT_CHARACTER,
              at,
              "The file ends in the middle of a character ("
                  + proven.charset().name()
                  + ", byte "
                  + at
                  + "): it was cut off; copy or export it again.")
          .refusal();
    }
    return proven.charset();
  }

  private static CsvRefusal binary(long at) {
    return CsvProblem.atByte(
            Code.BINARY,
            at,
            "Byte " + at + " is NUL, so this is not a CSV text: export the table as CSV UTF-8.")
        .refusal();
  }
}
