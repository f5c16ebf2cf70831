package org.kumiki.platform.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form that carries one large file ({@code multipart/form-data}, RFC 7578), read as it comes: the
 * fields before the file lie in memory, the file never does. What stands behind the file is not
 * read, so that a form has its file last. One use; not thread-safe.
 */
public final class StreamedForm {
  /** Of all fields together; a mapping file is the longest. */
  static final int MOST_FIELD_BYTES = 1 << 20;

  private static final int MOST_PARTS = 50;
  private static final int MOST_HEAD_BYTES = 8 << 10;
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final Pattern FILE_NAME =
      Pattern.compile(
          "(?im)^content-disposition:[^\\r\\n]*?[; ]filename=\"([^\\r\\n]*?)\"(;|\\s*$)");

  private final Map<String, String> fields = new HashMap<>();
  private Optional<File> file = Optional.empty();

  /**
   * A file that was chosen.
   *
   * @param field the form's name for it
   * @param name as the browser says, without folders
   * @param content up to its end; a form that breaks off before it is an {@link EOFException}
   * @param otherBytes of the form if nothing follows the file, so that the form's length tells the
   *     file's
   */
  public record File(String field, String name, InputStream content, long otherBytes) {}

  private StreamedForm() {}

  /**
   * Reads the fields up to the file. What is no such form has neither.
   *
   * @param contentType with its boundary
   * @throws IOException if the form breaks off, or its fields are longer than any of ours
   */
  public static StreamedForm open(String contentType, InputStream body) throws IOException {
    StreamedForm form = new StreamedForm();
    Matcher type = FileForm.BOUNDARY.matcher(contentType);
    if (type.matches()) {
      form.read(new Delimited(body), "--" + type.group(1));
    }
    return form;
  }

  /** The text in a field before the file; empty without one. */
  public String text(String field) {
    return fields.getOrDefault(field, "");
  }

  /** The file; empty if none was chosen. */
  public Optional<File> file() {
    return file;
  }

  private void read(Delimited body, String boundary) throws IOException {
    if (!body.skipTo(bytes(boundary))) {
      return;
    }
    // Between parts a delimiter stands on a line of its own.
    byte[] delimiter = bytes("\r\n" + boundary);
    int left = MOST_FIELD_BYTES;
    for (int part = 0; part < MOST_PARTS; part++) {
      Optional<String> head = head(body);
      if (head.isEmpty()) {
        return;
      }
      Matcher name = FileForm.NAME.matcher(head.get());
      Matcher fileName = FILE_NAME.matcher(head.get());
      if (fileName.find() && !fileName.group(1).isEmpty() && name.find()) {
        // Behind the file its delimiter, two dashes and the end of the line.
        long others = body.position() + delimiter.length + 4;
        file =
            Optional.of(
                new File(name.group(1), plain(fileName.group(1)), body.until(delimiter), others));
        return;
      }
      byte[] content = body.until(delimiter).readNBytes(left + 1);
      left -= content.length;
      if (left < 0) {
        throw new IOException("the form's fields are longer than " + MOST_FIELD_BYTES + " bytes");
      }
      if (name.reset().find()) {
        fields.putIfAbsent(name.group(1), new String(content, StandardCharsets.UTF_8));
      }
    }
  }

  /** The headers of the next part; empty behind the last one. */
  private static Optional<String> head(Delimited body) throws IOException {
    byte[] start = body.readNBytes(2);
    if (start.length < 2 || start[0] != '\r' || start[1] != '\n') {
      return Optional.empty();
    }
    byte[] head = body.until(HEAD_END).readNBytes(MOST_HEAD_BYTES + 1);
    if (head.length > MOST_HEAD_BYTES) {
      throw new IOException("a part of the form has too long headers");
    }
    return Optional.of(new String(head, StandardCharsets.UTF_8));
  }

  /** Some browsers send the folder too. */
  private static String plain(String fileName) {
    return fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Bytes that can be read up to a mark, which is taken with them. */
  private static final class Delimited extends InputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long arrived;
    private int from;
    private int to;

    Delimited(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return from < to || fill() ? buffer[from++] & 0xff : -1;
    }

    /** How many bytes were taken. */
    long position() {
      return arrived - (to - from);
    }

    boolean skipTo(byte[] mark) throws IOException {
      try {
        until(mark).transferTo(OutputStream.nullOutputStream());
        return true;
      } catch (EOFException e) {
        // What has no delimiter is no form, which is not an error of reading.
        return false;
      }
    }

    InputStream until(byte[] mark) {
      return new Part(mark);
    }

    /** Reads more behind what there is; false at the end. */
    private boolean fill() throws IOException {
      if (from > 0) {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
      }
      int count = in.read(buffer, to, buffer.length - to);
      to += Math.max(0, count);
      arrived += Math.max(0, count);
      return count > 0;
    }

    /** Where the mark begins, or could begin as far as was read. */
    private int find(byte[] mark) {
      for (int at = from; at < to; at++) {
        int length = Math.min(mark.length, to - at);
        if (Arrays.equals(buffer, at, at + length, mark, 0, length)) {
          return at;
        }
      }
      return to;
    }

    private final class Part extends InputStream {
      private final byte[] mark;
      private boolean ended;

      Part(byte[] mark) {
        this.mark = mark;
      }

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (ended) {
          return -1;
        }
        if (length == 0) {
          return 0;
        }
        int at = find(mark);
        while (at == from) {
          if (to - at >= mark.length) {
            from = at + mark.length;
            ended = true;
            return -1;
          }
          if (!fill()) {
            throw new EOFException("the form broke off");
          }
          at = find(mark);
        }
        int count = Math.min(length, at - from);
        System.arraycopy(buffer, from, target, offset, count);
        from += count;
        return count;
      }
    }
  }
}
