package org.kumiki.node.ingest;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A CSV file whose encoding is proven and whose header is known, ready to be read as rows, more
 * than once if wanted.
 *
 * <p>Opening reads every byte once, for the encoding, and the first records once more, for the
 * delimiter, the header, the row of units and the decimal marks. Nothing is held open.
 *
 * <p>Immutable and safe for concurrent use, as far as its {@link ByteSource} is.
 */
public final class CsvSource {

  /** The text in which a delimiter is looked for. */
  private static final int HEAD_CHARS = 1 << 18;

  /** Records in which decimal marks are looked for. */
  private static final int HEAD_RECORDS = 10_000;

  /** Their text is kept while the file is opened, so it is bounded too. */
  private static final long HEAD_RECORD_CHARS = 1 << 22;

  /** Header, units and one row are needed however long they are. */
  private static final int HEAD_RECORDS_NEEDED = 3;

  private final ByteSource source;
  private final Encoding encoding;
  private final CsvFormat format;
  private final CsvTable table;
  private final List<NumberNotation> notations;
  private final CellParser[] parsers;

  private CsvSource(
      ByteSource source, Encoding encoding, char delimiter, CsvTable table, Notations notations) {
    this.source = source;
    this.encoding = encoding;
    this.table = table;
    this.notations = notations.columns();
    this.parsers = notations.parsers();
    this.format =
        new CsvFormat(
            encoding.charset(),
            encoding.markBytes() > 0,
            delimiter,
            notations.file(),
            table.units().isPresent());
  }

  /**
   * @throws CsvRefusal if the file cannot be read safely
   */
  public static CsvSource open(Path file, CsvOptions options) throws IOException {
    return open(() -> Files.newInputStream(file), options);
  }

  /**
   * @throws CsvRefusal if the bytes cannot be read safely
   */
  public static CsvSource open(ByteSource source, CsvOptions options) throws IOException {
    Encoding encoding;
    try (var in = source.open()) {
      encoding = EncodingScan.scan(in, options.charset());
    }
    char delimiter =
        options.delimiter().isPresent() ? options.delimiter().get() : delimiter(source, encoding);
    List<CsvRecord> head = head(source, encoding, delimiter);
    CsvTable table = CsvTable.of(head, options);
    List<CsvRecord> rows = head.subList(table.units().isPresent() ? 2 : 1, head.size());
    Notations notations = Notations.find(rows, table.headers().size(), delimiter, options);
    return new CsvSource(source, encoding, delimiter, table, notations);
  }

  public CsvFormat format() {
    return format;
  }

  /** The names of the columns as written, stripped; no two are the same. */
  public List<String> headers() {
    return table.headers();
  }

  /** The row of units: one text a column, without brackets, blank where there is none. */
  public Optional<List<String>> unitRow() {
    return table.units();
  }

  /** How the numbers of each column are written. */
  public List<NumberNotation> notations() {
    return notations;
  }

  /** Starts to read from the first row. The caller closes what it gets. */
  public CsvRows rows() throws IOException {
    RecordStream records = RecordStream.open(source, encoding, format.delimiter());
    return new CsvRows(records, table, parsers);
  }

  /**
   * Reads all rows in order.
   *
   * @throws CsvRefusal if the file cannot be read on; rows before that were already given
   */
  public void forEach(Consumer<Row> action) throws IOException {
    try (CsvRows rows = rows()) {
      rows.forEachRemaining(action);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static char delimiter(ByteSource source, Encoding encoding) throws IOException {
    char[] head = new char[HEAD_CHARS];
    int length = 0;
    try (Reader text = RecordStream.text(source, encoding)) {
      int count;
      do {
        count = text.read(head, length, HEAD_CHARS - length);
        length += Math.max(count, 0);
      } while (count >= 0 && length < HEAD_CHARS);
    }
    return DelimiterEvidence.choose(new String(head, 0, length), length < HEAD_CHARS);
  }

  private static List<CsvRecord> head(ByteSource source, Encoding encoding, char delimiter)
      throws IOException {
    List<CsvRecord> head = new ArrayList<>();
    long chars = 0;
    try (RecordStream records = RecordStream.open(source, encoding, delimiter)) {
      while (records.hasNext()
          && head.size() < HEAD_RECORDS
          && (chars < HEAD_RECORD_CHARS || head.size() < HEAD_RECORDS_NEEDED)) {
        CsvRecord record = records.next();
        if (!record.isBlank()) {
          head.add(record);
        }
        for (String field : record.fields()) {
          chars += field.length();
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return head;
  }
}
