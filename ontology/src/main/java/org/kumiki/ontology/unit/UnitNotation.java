package org.kumiki.ontology.unit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of units as laboratories write them: {@code N/mm²}, {@code J/(mol K)}, {@code
 * W·m⁻¹·K⁻¹}, {@code cal/cm/s/K}. All that follows a solidus is below it, as readers take {@code
 * J/mol K}; the case of letters is kept, since MPa is not mPa.
 */
final class UnitNotation {
  /** Longer texts are no units, and are not looked at. */
  private static final int LIMIT_CHARS = 60;

  private static final int MAX_EXPONENT = 9;
  private static final Pattern FACTOR =
      Pattern.compile("([\\p{L}°%‰Å]+)(?:\\^|\\*\\*)?([+-]?[0-9]+)?");
  private static final Pattern SEPARATOR = Pattern.compile("[ ·*]+");

  private UnitNotation() {}

  /** One symbol and its exponent, negative below the solidus. */
  record Power(String symbol, int exponent) {}

  /**
   * The text in one width and one kind of each sign. NFKC also turns ℃ into °C, ㎫ into MPa, ² into
   * 2 and both micro signs into μ; the ordinal sign and the ring accent, which people type for a
   * degree, must be replaced before it would make a letter of them.
   */
  static String normalise(String written) {
    String signs = written.replace('º', '°').replace('˚', '°');
    return Normalizer.normalize(signs, Normalizer.Form.NFKC)
        .replaceAll("[\\u2010-\\u2015\\u2212]", "-")
        .replaceAll("[・⋅∙•]", "·")
        .replace('\u2044', '/')
        .replace("○C", "°C")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** The text without blanks and multiplication signs, for spellings outside the grammar. */
  static String squeeze(String normalised) {
    return normalised.replaceAll("[ ·*^]", "");
  }

  /** The powers that a normalised text multiplies; empty if it does not follow the grammar. */
  static Optional<List<Power>> parse(String normalised) {
    if (normalised.isEmpty() || normalised.length() > LIMIT_CHARS) {
      return Optional.empty();
    }
    List<Power> powers = new ArrayList<>();
    String[] levels = normalised.split("/", -1);
    for (int level = 0; level < levels.length; level++) {
      String part = unwrap(levels[level].strip());
      boolean numerator = level == 0;
      if (numerator && levels.length > 1 && (part.isEmpty() || part.equals("1"))) {
        continue;
      }
      if (part.isEmpty() || !addPowers(part, numerator ? 1 : -1, powers)) {
        return Optional.empty();
      }
    }
    return powers.isEmpty() ? Optional.empty() : Optional.of(powers);
  }

  private static String unwrap(String part) {
    boolean wrapped = part.startsWith("(") && part.endsWith(")");
    return wrapped ? part.substring(1, part.length() - 1).strip() : part;
  }

  private static boolean addPowers(String part, int sign, List<Power> powers) {
    for (String factor : SEPARATOR.split(part)) {
      Matcher matcher = FACTOR.matcher(factor);
      if (!matcher.matches()) {
        return false;
      }
      String digits = matcher.group(2);
      if (digits != null && digits.length() > 2) {
        return false;
      }
      int exponent = digits == null ? 1 : Integer.parseInt(digits);
      if (exponent == 0 || Math.abs(exponent) > MAX_EXPONENT) {
        return false;
      }
      powers.add(new Power(matcher.group(1), sign * exponent));
    }
    return true;
  }
}
