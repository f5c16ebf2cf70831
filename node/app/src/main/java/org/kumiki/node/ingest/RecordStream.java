package org.kumiki.node.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.kumiki.node.ingest.CsvProblem.Code;

/**
 * The records of a file whose encoding is proven: RFC 4180 with any of the three line ends, and
 * blanks around quotes. Lines without any text are left out; what Excel writes as {@code sep=;} in
 * the first line is, too.
 */
final class RecordStream implements Iterator<CsvRecord>, AutoCloseable {

  /** A cell of Excel holds 32,767 characters; beyond a million a quote was left open. */
  static final int MAX_FIELD_CHARS = 1 << 20;

  private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)sep=.?");

  private final RecordCallback callback = new RecordCallback();
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private CsvRecord next;

  private RecordStream(Reader text, char delimiter) {
    this.reader =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .detectBomHeader(false)
            // Also chooses FastCSV's other parser: the default one of 4.1.0 loses a quoted cell
            // that ends in a lone CR before a LF, silently if it is the only column.
            .trimWhitespacesAroundQuotes(true)
            .maxBufferSize(MAX_FIELD_CHARS)
            .build(callback, new EndMarkedReader(text));
    this.records = reader.iterator();
  }

  static RecordStream open(ByteSource source, Encoding encoding, char delimiter)
      throws IOException {
    RecordStream stream = new RecordStream(text(source, encoding), delimiter);
    try {
      stream.advance();
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
    return stream;
  }

  /** The decoded text behind the byte order mark; a byte that does not decode is an error. */
  static Reader text(ByteSource source, Encoding encoding) throws IOException {
    InputStream in = source.open();
    try {
      in.skipNBytes(encoding.markBytes());
    } catch (IOException e) {
      in.close();
      throw e;
    }
    return new InputStreamReader(
        in,
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public CsvRecord next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    CsvRecord current = next;
    advance();
    return current;
  }

  private void advance() {
    do {
      next = parse();
    } while (next != null && (isBlankLine(next) || isSeparatorLine(next)));
  }

  private CsvRecord parse() {
    CsvRecord record;
    try {
      record = records.next();
    } catch (CsvParseException e) {
      throw grammar(e);
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof CharacterCodingException ? changed() : e;
    }
    String last = record.fields()[record.fields().length - 1];
    if (last.isEmpty() || last.charAt(last.length() - 1) != EndMarkedReader.MARK) {
      return record;
    }
    if (record.fields().length == 1 && last.length() == 1) {
      return null;
    }
    throw openQuote(record.line());
  }

  private static boolean isBlankLine(CsvRecord record) {
    return record.fields().length == 1 && record.isBlank();
  }

  private static boolean isSeparatorLine(CsvRecord record) {
    return record.line() == 1
        && SEPARATOR_LINE.matcher(record.fields()[0]).matches()
        && (record.fields().length == 1 || record.fields()[1].isBlank());
  }

  /** The parser's message quotes the file, so only its kind is used. */
  private CsvRefusal grammar(CsvParseException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CsvRefusal) {
        return (CsvRefusal) cause;
      }
    }
    String message = String.valueOf(e.getCause() == null ? null : e.getCause().getMessage());
    long line = callback.line();
    if (message.startsWith("Unexpected character after closing quote")) {
      return CsvProblem.atLine(
              Code.MISPLACED_QUOTE,
              line,
              "In the record at line "
                  + line
                  + " text follows a closing quote: a quote inside a cell is written twice.")
          .refusal();
    }
    return CsvProblem.atLine(
            Code.FIELD_TOO_LONG,
            line,
            "The record at line "
                + line
                + " has a cell of more than "
                + MAX_FIELD_CHARS
                + " characters: most likely a quote is opened there and never closed.")
        .refusal();
  }

  private static CsvRefusal openQuote(long line) {
    return CsvProblem.atLine(
            Code.OPEN_QUOTE,
            line,
            "A quote that is opened in the record at line "
                + line
                + " is never closed: close it, or copy the file again if it was cut off.")
        .refusal();
  }

  private static CsvRefusal changed() {
    return CsvProblem.ofFile(Code.UNDECODABLE, "The file changed while it was read: load it again.")
        .refusal();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
