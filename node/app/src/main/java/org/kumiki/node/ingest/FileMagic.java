package org.kumiki.node.ingest;

import java.util.List;
import org.kumiki.node.ingest.CsvProblem.Code;

/** Knows by their first bytes the files that people load by mistake. */
final class FileMagic {

  private record Magic(Code code, String advice, int... bytes) {}

  private static final String SAVE_AS_CSV =
      "This is an Excel workbook, not a CSV file: open it in Excel and save the sheet as"
          + " \"CSV UTF-8\".";

  private static final List<Magic> KNOWN =
      List.of(
          new Magic(Code.EXCEL_WORKBOOK, SAVE_AS_CSV, 'P', 'K', 3, 4),
          new Magic(Code.EXCEL_WORKBOOK, SAVE_AS_CSV, 0xD0, 0xCF, 0x11, 0xE0),
          new Magic(Code.BINARY, "This is a PDF: export the table as CSV.", '%', 'P', 'D', 'F'),
          new Magic(Code.BINARY, "This file is compressed (gzip): unpack it.", 0x1F, 0x8B),
          new Magic(Code.BINARY, "This is a Parquet file: export it as CSV.", 'P', 'A', 'R', '1'),
          new Magic(
              Code.UNDECODABLE, "This file is UTF-32: save it as UTF-8.", 0xFF, 0xFE, 0x00, 0x00));

  private FileMagic() {}

  /**
   * @throws CsvRefusal if the bytes begin another format
   */
  static void refuse(byte[] head, int length) {
    for (Magic magic : KNOWN) {
      if (Encoding.startsWith(head, length, magic.bytes)) {
        throw CsvProblem.ofFile(magic.code, magic.advice).refusal();
      }
    }
  }
}
