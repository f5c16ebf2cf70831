package org.kumiki.node.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Files in memory, and what reading them gives. */
final class TestFiles {

  private TestFiles() {}

  static ByteSource bytes(byte[] bytes) {
    return () -> new ByteArrayInputStream(bytes);
  }

  static ByteSource utf8(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] encoded(String text, Charset charset, int... mark) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int b : mark) {
      out.write(b);
    }
    out.writeBytes(text.getBytes(charset));
    return out.toByteArray();
  }

  static CsvSource open(String text) {
    return open(utf8(text), CsvOptions.detect());
  }

  static CsvSource open(ByteSource source, CsvOptions options) {
    try {
      return CsvSource.open(source, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Row> rows(CsvSource source) {
    List<Row> rows = new ArrayList<>();
    try {
      source.forEach(rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  static List<List<String>> texts(CsvSource source) {
    return rows(source).stream().map(Row::texts).toList();
  }

  static CsvProblem refused(ByteSource source, CsvOptions options) {
    return assertThrows(CsvRefusal.class, () -> rows(open(source, options))).problem();
  }

  static CsvProblem refused(ByteSource source) {
    return refused(source, CsvOptions.detect());
  }

  static CsvProblem refused(String text, CsvProblem.Code code) {
    CsvProblem problem = refused(utf8(text));
    assertEquals(code, problem.code());
    return problem;
  }
}
