package org.kumiki.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form that carries a file, as browsers send it ({@code multipart/form-data}, RFC 7578). The
 * whole body lies in memory, so that only what a service buffers anyway can come in. Immutable.
 */
public final class FileForm {
  /** The media type, without its boundary. */
  public static final String MEDIA_TYPE = "multipart/form-data";

  /** No form of ours has more. */
  private static final int MOST_PARTS = 50;

  static final Pattern BOUNDARY =
      Pattern.compile(
          "multipart/form-data\\s*;.*?boundary=\"?([0-9A-Za-z'()+_,./:=?-]{1,70})\"?.*",
          Pattern.CASE_INSENSITIVE);
  static final Pattern NAME =
      Pattern.compile("(?im)^content-disposition:[^\\r\\n]*?[; ]name=\"([^\"\\r\\n]*)\"");
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  private final Map<String, byte[]> parts;

  private FileForm(Map<String, byte[]> parts) {
    this.parts = parts;
  }

  /**
   * The parts; of two with one name the first. What is no such form has none.
   *
   * @param contentType with its boundary
   */
  public static FileForm parse(String contentType, byte[] body) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    Matcher type = BOUNDARY.matcher(contentType);
    if (type.matches()) {
      byte[] delimiter = ("--" + type.group(1)).getBytes(StandardCharsets.US_ASCII);
      int from = indexOf(body, delimiter, 0);
      while (from >= 0 && parts.size() < MOST_PARTS) {
        int start = from + delimiter.length;
        int next = indexOf(body, delimiter, start);
        if (next > 0) {
          part(body, start, next, parts);
        }
        from = next;
      }
    }
    return new FileForm(parts);
  }

  /** Between two delimiters: a line break, headers, an empty line, the content, a line break. */
  private static void part(byte[] body, int from, int to, Map<String, byte[]> parts) {
    int headEnd = indexOf(body, HEAD_END, from);
    int start = headEnd + HEAD_END.length;
    int end = to - 2;
    if (headEnd < 0 || start > end) {
      return;
    }
    String head = new String(body, from, headEnd - from, StandardCharsets.UTF_8);
    Matcher name = NAME.matcher(head);
    if (name.find()) {
      parts.putIfAbsent(name.group(1), Arrays.copyOfRange(body, start, end));
    }
  }

  private static int indexOf(byte[] body, byte[] wanted, int from) {
    for (int at = from; at <= body.length - wanted.length; at++) {
      if (Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }

  /** The text in a field; empty without one. */
  public String text(String field) {
    return new String(parts.getOrDefault(field, new byte[0]), StandardCharsets.UTF_8);
  }

  /** The content of a file; empty if none was chosen. */
  public Optional<byte[]> file(String field) {
    return Optional.ofNullable(parts.get(field)).filter(content -> content.length > 0);
  }
}
