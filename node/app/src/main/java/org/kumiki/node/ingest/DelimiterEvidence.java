package org.kumiki.node.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the delimiter by the one that gives every record as many fields as the header.
 *
 * <p>The order of trial decides a tie: a tab or a semicolon that fits every record was put there as
 * a delimiter, while commas beside it may be decimal marks ({@code T;E / 1,5;2,5}).
 */
final class DelimiterEvidence {

  private static final char[] IN_ORDER = {'\t', '|', ';', ','};

  /** Records that are looked at: enough for a pattern, few enough for one buffer. */
  private static final int RECORDS = 200;

  /** What Excel writes, and obeys, in a first line of its own. */
  private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)sep=([,;|\t])\\R");

  /** How many fields a record has, and how many up to the last that is not blank. */
  private record Width(int fields, int filled) {}

  private DelimiterEvidence() {}

  /**
   * @param head the beginning of a file
   * @param whole whether it is the whole file; if not, its last record is not looked at
   */
  static char choose(String head, boolean whole) {
    Matcher stated = SEPARATOR_LINE.matcher(head);
    if (stated.lookingAt()) {
      return stated.group(1).charAt(0);
    }
    char best = ',';
    double bestShare = 0;
    char absent = '\0';
    for (char delimiter : IN_ORDER) {
      List<Width> widths = widths(head, whole, delimiter);
      if (widths.isEmpty()) {
        continue;
      }
      int header = widths.get(0).filled();
      double share = (double) fitting(widths, header) / widths.size();
      if (header > 1 && share == 1) {
        return delimiter;
      }
      if (header > 1 && share > bestShare) {
        best = delimiter;
        bestShare = share;
      }
      if (header == 1 && share == 1) {
        absent = delimiter;
      }
    }
    // A table of one column has no delimiter: take the last candidate that divides no record.
    return bestShare == 0 && absent != '\0' ? absent : best;
  }

  private static long fitting(List<Width> widths, int header) {
    return widths.stream().filter(w -> w.fields() >= header && w.filled() <= header).count();
  }

  private static List<Width> widths(String head, boolean whole, char delimiter) {
    List<Width> widths = new ArrayList<>();
    int fields = 1;
    int filled = 0;
    boolean quoted = false;
    boolean fieldStart = true;
    for (int i = 0; i < head.length() && widths.size() < RECORDS; i++) {
      char c = head.charAt(i);
      if (quoted) {
        quoted = c != '"';
        filled = fields;
      } else if (c == '"' && (fieldStart || head.charAt(i - 1) == '"')) {
        // At the start of a field, or right behind a closing quote, which makes a doubled one.
        quoted = true;
        fieldStart = false;
      } else if (c == delimiter) {
        fields++;
        fieldStart = true;
      } else if (c == '\n' || c == '\r') {
        addRecord(widths, new Width(fields, filled));
        fields = 1;
        filled = 0;
        fieldStart = true;
      } else {
        fieldStart &= c == ' ';
        // Another candidate alone is no content: a line of ,,, is blank whatever divides it.
        filled = Character.isWhitespace(c) || ",;|".indexOf(c) >= 0 ? filled : fields;
      }
    }
    if (whole && widths.size() < RECORDS) {
      addRecord(widths, new Width(fields, filled));
    }
    return widths;
  }

  private static void addRecord(List<Width> widths, Width width) {
    if (width.filled() > 0) {
      widths.add(width);
    }
  }
}
