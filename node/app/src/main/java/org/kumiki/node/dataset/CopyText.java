package org.kumiki.node.dataset;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows in the text format of PostgreSQL's COPY: fields between tabs, {@code \N} for null, backslash
 * before whatever would be read otherwise; arrays in braces with quoted elements (PostgreSQL 17
 * manual, "COPY" and "Arrays"). Not thread-safe.
 */
final class CopyText {
  private final long versionId;
  private final StringBuilder line = new StringBuilder();

  CopyText(long versionId) {
    this.versionId = versionId;
  }

  byte[] line(StoredRow row) {
    line.setLength(0);
    line.append(versionId).append('\t').append(row.index()).append('\t').append(row.line());
    line.append("\t{");
    for (int i = 0; i < row.numbers().length; i++) {
      line.append(i == 0 ? "" : ",").append(row.numbers()[i]);
    }
    line.append("}\t");
    texts(row.texts());
    line.append('\t');
    if (row.censored() == null) {
      line.append("\\N");
    } else {
      escaped(row.censored());
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private void texts(List<String> texts) {
    line.append('{');
    for (int i = 0; i < texts.size(); i++) {
      line.append(i == 0 ? "" : ",").append('"');
      escaped(texts.get(i).replace("\\", "\\\\").replace("\"", "\\\""));
      line.append('"');
    }
    line.append('}');
  }

  private void escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> line.append("\\\\");
        case '\t' -> line.append("\\t");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(c);
      }
    }
  }
}
