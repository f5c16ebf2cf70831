package org.kumiki.node.ingest;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.node.ingest.CsvProblem.Code;

/**
 * What stands above the rows: the header, and the row of units if there is one.
 *
 * @param headerFields the fields of the header, with blank ones at the end that name no column
 * @param headers the named columns, stripped, line breaks inside them turned to blanks
 * @param units as many as headers, without brackets, blank where a column has none
 */
record CsvTable(int headerFields, List<String> headers, Optional<List<String>> units) {

  CsvTable {
    headers = List.copyOf(headers);
    units = units.map(List::copyOf);
  }

  /**
   * @param head the first records of a file
   * @throws CsvRefusal if the header does not name every column once
   */
  static CsvTable of(List<CsvRecord> head, CsvOptions options) {
    if (head.isEmpty()) {
      throw CsvProblem.ofFile(
              Code.EMPTY_FILE, "The file holds nothing but blank lines: export it again.")
          .refusal();
    }
    List<String> all = Arrays.stream(head.get(0).fields()).map(CsvTable::header).toList();
    int named = all.size();
    while (all.get(named - 1).isEmpty()) {
      named--;
    }
    List<String> headers = all.subList(0, named);
    requireNames(head.get(0).line(), headers);
    requireOnce(head.get(0).line(), headers);
    List<CsvRecord> below = head.subList(1, head.size());
    CsvTable table = new CsvTable(all.size(), headers, UnitRow.find(below, named, options));
    if (below.size() == (table.units.isPresent() ? 1 : 0)) {
      throw CsvProblem.ofFile(
              Code.NO_ROWS, "The file has a header and no rows below it: export it again.")
          .refusal();
    }
    return table;
  }

  /** Moves a stream of records to the first one below the header and the units. */
  void skipAbove(RecordStream records) {
    for (int above = units.isPresent() ? 2 : 1; above > 0 && records.hasNext(); ) {
      above -= records.next().isBlank() ? 0 : 1;
    }
  }

  private static String header(String field) {
    return field.replace("\uFEFF", "").replaceAll("\\s*\\R\\s*", " ").strip();
  }

  private static void requireNames(long line, List<String> headers) {
    int blank = headers.indexOf("");
    if (blank >= 0) {
      throw CsvProblem.atLine(
              Code.BLANK_HEADER,
              line,
              "Column " + (blank + 1) + " has no header: name it or remove it.")
          .refusal();
    }
  }

  /** Width and compatibility forms do not make a second name: Ｔ and T are one to a reader. */
  private static void requireOnce(long line, List<String> headers) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      Integer first =
          seen.putIfAbsent(Normalizer.normalize(headers.get(i), Normalizer.Form.NFKC), i);
      if (first != null && pairs.size() < 5) {
        pairs.add((first + 1) + " and " + (i + 1));
      }
    }
    if (!pairs.isEmpty()) {
      throw CsvProblem.atLine(
              Code.DUPLICATE_HEADER,
              line,
              "A header occurs twice: columns "
                  + String.join(", ", pairs)
                  + " have the same name; rename one of them.")
          .refusal();
    }
  }
}
