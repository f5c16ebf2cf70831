package org.kumiki.coordinator.sparql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.Matcher;

/**
 * Regular expressions of XPath by RE2, which never goes back: what one costs is its length times
 * that of the text. Engines that go back (those of Java, too) try more ways than there are atoms
 * for some, and for some of these look at no character meanwhile, so that nothing can stop them.
 * The price: no back references, and one clear refusal for them.
 */
final class LinearPattern {
  /** Longest length times repetitions: so many steps a character are microseconds. */
  private static final long MOST_STEPS = 200_000;

  private static final java.util.regex.Pattern COUNT =
      java.util.regex.Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");
  private static final java.util.regex.Pattern SCRIPT =
      java.util.regex.Pattern.compile("\\\\([pP])\\{Is([A-Za-z_]+)\\}");

  private LinearPattern() {}

  /** The last one that was compiled: a query has mostly one, and many texts. */
  static final class Last {
    private String written = "";
    private String flags = "";
    private Pattern pattern;

    /**
     * The expression, compiled.
     *
     * @throws QueryRefused if it is none, or none that is answered in time
     */
    Pattern compiled(String expression, String given, QueryWatch watch) {
      if (pattern == null || !expression.equals(written) || !given.equals(flags)) {
        pattern = compile(expression, given, watch);
        written = expression;
        flags = given;
      }
      return pattern;
    }
  }

  private static Pattern compile(String expression, String flags, QueryWatch watch) {
    String prepared = expression;
    int options = 0;
    for (char flag : flags.toCharArray()) {
      switch (flag) {
        case 'i' -> options |= Pattern.CASE_INSENSITIVE;
        case 'm' -> options |= Pattern.MULTILINE;
        case 's' -> options |= Pattern.DOTALL;
        case 'x' -> prepared = prepared.replaceAll("[\\t\\n\\r ]", "");
        case 'q' -> prepared = Pattern.quote(expression);
        default -> watch.end(refused("no flag is '" + flag + "'", "use those of i, m, s, x, q"));
      }
    }
    if (flags.indexOf('q') < 0) {
      requireShort(prepared, watch);
      prepared = SCRIPT.matcher(prepared).replaceAll("\\\\$1{$2}");
    } else if (prepared.length() > MOST_STEPS) {
      watch.end(QueryWatch.tooLarge());
    }
    try {
      return Pattern.compile(prepared, options);
    } catch (PatternSyntaxException wrong) {
      watch.end(refused(wrong.getMessage(), "write it as RE2 does, without \\1 and (?=…)"));
      throw wrong;
    }
  }

  private static void requireShort(String expression, QueryWatch watch) {
    long steps = Math.max(1, expression.length());
    Matcher counts = COUNT.matcher(expression);
    while (counts.find() && steps <= MOST_STEPS) {
      String upper = counts.group(2);
      steps *= Math.max(1, number(upper == null || upper.isEmpty() ? counts.group(1) : upper));
    }
    if (steps > MOST_STEPS) {
      watch.end(refused("it is too long with its repetitions", "shorten it, or use + and *"));
    }
  }

  private static long number(String digits) {
    return Long.parseLong(digits);
  }

  private static QueryRefused refused(String cause, String next) {
    return QueryRules.refused("This regular expression is not answered: " + cause + "; " + next);
  }
}
