package org.kumiki.node.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file holds, found by reading all of it, before anything is committed. If a preview comes
 * back, reading the same bytes with the same options is not refused.
 *
 * <p>It shows cells and headers: it is for the pages of the member that owns the file, and never
 * for a log.
 *
 * @param rows how many rows of data
 * @param blankRecords records of nothing but delimiters, which were left out
 * @param firstRows the first rows, long cells shortened
 */
public record FilePreview(
    CsvFormat format,
    List<ColumnProfile> columns,
    long rows,
    long blankRecords,
    List<PreviewRow> firstRows) {

  private static final int FIRST_ROWS = 20;
  private static final int SHOWN_CHARS = 200;

  /** One row as it stands in the file. */
  public record PreviewRow(long line, List<String> cells) {
    public PreviewRow {
      cells = List.copyOf(cells);
    }
  }

  public FilePreview {
    columns = List.copyOf(columns);
    firstRows = List.copyOf(firstRows);
  }

  /**
   * @throws CsvRefusal if any part of the file cannot be read safely
   */
  public static FilePreview of(Path file, CsvOptions options) throws IOException {
    return of(() -> Files.newInputStream(file), options);
  }

  /**
   * @throws CsvRefusal if any part of the bytes cannot be read safely
   */
  public static FilePreview of(ByteSource bytes, CsvOptions options) throws IOException {
    CsvSource source = CsvSource.open(bytes, options);
    List<ColumnTally> tallies = new ArrayList<>();
    source.headers().forEach(header -> tallies.add(new ColumnTally(options.isUnit())));
    List<PreviewRow> first = new ArrayList<>();
    long count = 0;
    try (CsvRows rows = source.rows()) {
      while (rows.hasNext()) {
        Row row = rows.next();
        count++;
        if (first.size() < FIRST_ROWS) {
          first.add(shown(row));
        }
        for (int i = 0; i < row.size(); i++) {
          tallies.get(i).add(row.line(), row.cell(i));
        }
      }
      return new FilePreview(
          source.format(), profiles(source, tallies), count, rows.blankRecords(), first);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<ColumnProfile> profiles(CsvSource source, List<ColumnTally> tallies) {
    List<ColumnProfile> profiles = new ArrayList<>();
    for (int i = 0; i < tallies.size(); i++) {
      int column = i;
      String unit = source.unitRow().map(units -> units.get(column)).orElse("");
      profiles.add(
          tallies.get(i).profile(source.headers().get(i), unit, source.notations().get(i)));
    }
    return profiles;
  }

  private static PreviewRow shown(Row row) {
    List<String> cells =
        row.texts().stream()
            .map(c -> c.length() > SHOWN_CHARS ? c.substring(0, SHOWN_CHARS) + "…" : c)
            .toList();
    return new PreviewRow(row.line(), cells);
  }
}
