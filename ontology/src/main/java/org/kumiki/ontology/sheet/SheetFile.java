package org.kumiki.ontology.sheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.kumiki.ontology.table.BoundedWorkbook;
import org.kumiki.ontology.table.TooLarge;

/** A sheet as a file: CSV in UTF-8 with a mark, or a workbook of one sheet. Each cell is a text. */
public final class SheetFile {
  /** A sheet of twenty thousand terms fits. */
  public static final int LONGEST_BYTES = 16 << 20;

  /** Twenty columns are known, and a curator notes something beside them. */
  private static final int MOST_COLUMNS = 64;

  /** What a packed workbook may unpack to, and how many cells: with rows that were left empty. */
  private static final BoundedWorkbook.Limits LIMITS =
      new BoundedWorkbook.Limits(128L << 20, MOST_COLUMNS, 2L * MOST_COLUMNS * TermSheet.MOST_ROWS);

  /** Both formats of zip archives begin so. */
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private SheetFile() {}

  /** As CSV. */
  public static byte[] csv(List<List<String>> rows) {
    // With a mark, or Excel takes Japanese for something else.
    StringWriter text = new StringWriter().append('\uFEFF');
    CsvWriter csv = CsvWriter.builder().quoteStrategy(QuoteStrategies.REQUIRED).build(text);
    rows.forEach(csv::writeRecord);
    flush(csv);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void flush(CsvWriter csv) {
    try {
      csv.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory was written to", impossible);
    }
  }

  /** As a workbook for Excel. */
  public static byte[] excel(List<List<String>> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "Kumiki", "1.0")) {
      Worksheet sheet = book.newWorksheet("terms");
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < rows.get(row).size(); column++) {
          String cell = rows.get(row).get(column);
          if (!cell.isEmpty()) {
            sheet.value(row, column, cell);
          }
        }
      }
      sheet.freezePane(1, 1);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory was written to", impossible);
    }
    return out.toByteArray();
  }

  /**
   * Reads a file of either format.
   *
   * @throws UnreadableSheet if it is neither, or too much
   */
  public static List<SheetLine> read(byte[] file) {
    if (file.length > LONGEST_BYTES) {
      throw new UnreadableSheet(
          "The sheet is larger than " + (LONGEST_BYTES >> 20) + " MiB. Send it in parts.",
          "シートが" + (LONGEST_BYTES >> 20) + " MiBを超えています。分けてください。");
    }
    boolean packed = file.length >= ZIP.length;
    for (int i = 0; packed && i < ZIP.length; i++) {
      packed = file[i] == ZIP[i];
    }
    try {
      return packed ? workbook(file) : csv(file);
    } catch (IOException | UncheckedIOException broken) {
      throw new UnreadableSheet(
          "The workbook is damaged. Save it again.", "ブックが壊れています。保存し直してください。", broken);
    } catch (CsvParseException wrong) {
      throw new UnreadableSheet(
          "The file is no CSV: " + wrong.getMessage() + ". Correct it.",
          "CSVとして読めません(" + wrong.getMessage() + ")。修正してください。",
          wrong);
    } catch (UnreadableSheet known) {
      throw known;
    } catch (RuntimeException wrong) {
      throw new UnreadableSheet(
          "The file is no workbook that can be read. Save it again as .xlsx.",
          "ブックとして読めません。.xlsx形式で保存し直してください。",
          wrong);
    }
  }

  private static List<SheetLine> csv(byte[] file) throws IOException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException other) {
      throw new UnreadableSheet(
          "The file is not UTF-8. Save it as 'CSV UTF-8'.",
          "文字コードがUTF-8ではありません。「CSV UTF-8」形式で保存してください。",
          other);
    }
    List<SheetLine> lines = new ArrayList<>();
    int number = 0;
    // A row counts as one however many lines its cells have: so a spreadsheet program counts.
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .skipEmptyLines(false)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(text)) {
      for (CsvRecord record : csv) {
        number++;
        requireFewColumns(number, record.getFieldCount());
        keep(lines, new SheetLine(number, record.getFields()));
        if (isEnough(lines)) {
          return lines;
        }
      }
    }
    return lines;
  }

  private static void requireFewColumns(int row, int columns) {
    if (columns > MOST_COLUMNS) {
      throw new UnreadableSheet(
          "Row " + row + " has more than " + MOST_COLUMNS + " columns. Remove those at the end.",
          row + "行目の列が" + MOST_COLUMNS + "を超えています。右側の余分な列を削除してください。");
    }
  }

  /** Empty rows say nothing, and there may be millions of them. */
  private static void keep(List<SheetLine> lines, SheetLine line) {
    if (!line.isEmpty()) {
      lines.add(line);
    }
  }

  /** A header, the most rows, and one more, which is refused with its own sentence. */
  private static boolean isEnough(List<SheetLine> lines) {
    return lines.size() > TermSheet.MOST_ROWS + 1;
  }

  private static List<SheetLine> workbook(byte[] file) throws IOException {
    List<SheetLine> lines = new ArrayList<>();
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(bounded(file)));
        Stream<Row> rows = book.getFirstSheet().openStream()) {
      for (Iterator<Row> each = rows.iterator(); each.hasNext() && !isEnough(lines); ) {
        Row row = each.next();
        keep(lines, new SheetLine(row.getRowNum(), cells(row)));
      }
    }
    return lines;
  }

  private static byte[] bounded(byte[] file) throws IOException {
    try {
      return BoundedWorkbook.of(file, LIMITS);
    } catch (TooLarge much) {
      if (much.limit() == TooLarge.Limit.COLUMNS) {
        throw new UnreadableSheet(
            "Cell " + much.where() + " stands too far to the right. Remove the columns there.",
            "セル" + much.where() + "は右に離れすぎています。余分な列を削除してください。",
            much);
      }
      throw new UnreadableSheet(
          "The workbook is too large. Send it in parts, or as CSV.",
          "ブックが大きすぎます。分けるか、CSVにしてください。",
          much);
    }
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getCellCount(); i++) {
      cells.add(row.getOptionalCell(i).map(SheetFile::text).orElse(""));
    }
    while (!cells.isEmpty() && cells.get(cells.size() - 1).isEmpty()) {
      cells.remove(cells.size() - 1);
    }
    return cells;
  }

  /** What a formula has come to is nobody's text: it is refused, not taken over. */
  private static String text(Cell cell) {
    if (cell.getType() == CellType.FORMULA) {
      throw new UnreadableSheet(
          "Cell " + cell.getAddress() + " holds a formula. Write its value instead.",
          "セル" + cell.getAddress() + "に数式があります。値に置き換えてください。");
    }
    return cell.getText();
  }
}
