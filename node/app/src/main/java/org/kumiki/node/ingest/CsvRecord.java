package org.kumiki.node.ingest;

/**
 * The fields of one record, by the grammar alone.
 *
 * @param line the physical line where it begins, from 1
 */
record CsvRecord(long line, String... fields) {

  /** A line without text, or one of nothing but delimiters and blanks. */
  boolean isBlank() {
    for (String field : fields) {
      if (!field.isBlank()) {
        return false;
      }
    }
    return true;
  }
}
