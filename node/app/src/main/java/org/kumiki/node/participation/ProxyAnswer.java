package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a proxy said about a tunnel (RFC 9110, section 9.3.6): foreign text, cut and without odd
 * characters.
 *
 * @param status of HTTP
 * @param schemes by which it wants to be told who is there, in lower case, if it asks
 * @param title of the page that it sent for a person; may be empty
 */
public record ProxyAnswer(int status, List<String> schemes, String title) {
  private static final int MAX_HEAD_BYTES = 1 << 14;
  private static final int MAX_PAGE_BYTES = 1 << 13;
  private static final int MAX_TITLE_CHARS = 80;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private static final Pattern STATUS = Pattern.compile("(?s)HTTP/1\\.[01] ([0-9]{3})[ \\r].*");
  private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]{0,200}>(.{1,400}?)</title");
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length:\\s*([0-9]{1,9})\\s*");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)proxy-authenticate:\\s*([a-z][a-z0-9-]{0,30}).*");

  public ProxyAnswer {
    schemes = List.copyOf(schemes);
  }

  boolean isTunnel() {
    return status / 100 == 2;
  }

  /**
   * Reads the head, and of a refusal the page too; nothing beyond the head of a tunnel.
   *
   * @return empty if this is no HTTP
   */
  static Optional<ProxyAnswer> read(InputStream in) throws IOException {
    String head = head(in);
    Matcher status = STATUS.matcher(head);
    if (!status.matches()) {
      return Optional.empty();
    }
    int code = Integer.parseInt(status.group(1));
    String page = code / 100 == 2 ? "" : page(in, length(head));
    return Optional.of(new ProxyAnswer(code, schemes(head), title(page)));
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END_OF_HEAD, head.length() - END_OF_HEAD.length()) < 0) {
      int next = in.read();
      if (next < 0 || head.length() > MAX_HEAD_BYTES) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int length(String head) {
    return head.lines()
        .map(LENGTH::matcher)
        .filter(Matcher::matches)
        .map(line -> Integer.parseInt(line.group(1)))
        .findFirst()
        .map(length -> Math.min(length, MAX_PAGE_BYTES))
        .orElse(MAX_PAGE_BYTES);
  }

  private static List<String> schemes(String head) {
    return head.lines()
        .map(SCHEME::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1).toLowerCase(Locale.ROOT))
        .toList();
  }

  private static String page(InputStream in, int length) {
    byte[] bytes = new byte[length];
    int read = 0;
    try {
      while (read < length) {
        int n = in.read(bytes, read, length - read);
        if (n < 0) {
          break;
        }
        read += n;
      }
    } catch (IOException e) {
      // It cuts the connection or keeps it open without a word: what came is enough for a title.
      return new String(bytes, 0, read, StandardCharsets.UTF_8);
    }
    return new String(bytes, 0, read, StandardCharsets.UTF_8);
  }

  private static String title(String page) {
    Matcher title = TITLE.matcher(page);
    if (!title.find()) {
      return "";
    }
    String text =
        title.group(1).replaceAll("[^\\p{L}\\p{N}\\p{P} ]", " ").replaceAll(" +", " ").strip();
    return text.length() > MAX_TITLE_CHARS ? text.substring(0, MAX_TITLE_CHARS) : text;
  }
}
