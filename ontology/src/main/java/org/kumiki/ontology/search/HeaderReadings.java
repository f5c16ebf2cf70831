package org.kumiki.ontology.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kumiki.ontology.search.SearchableTerm.LabelKind;

/**
 * The ways to read a header without its unit: as it stands, whole, without a setting, by its
 * Japanese pieces, and as a Japanese name with its symbol behind it.
 *
 * @param readings the texts to compare with labels, and what a match by each is worth
 * @param name the Japanese name of a header that ends in a symbol
 * @param symbol that symbol, as written
 */
record HeaderReadings(List<Reading> readings, Optional<LabelText> name, Optional<String> symbol) {
  private static final double WITHOUT_SETTING = 0.97;
  private static final double WITHOUT_SYMBOL = 0.95;
  private static final double PIECE = 0.88;
  private static final double LIKE_ENOUGH = 0.35;

  /** What a writer adds about the measurement: Dk @10GHz, MFR(230℃). */
  private static final Pattern AT = Pattern.compile("(?<=\\S)\\s*[@＠].*$");

  private static final Pattern NUMBER_IN_BRACKETS =
      Pattern.compile("(?<=\\S)\\s*[(（]\\s*[0-9][^()（）]*[)）]$");
  private static final Pattern SYMBOL =
      Pattern.compile(
          "(.*[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー])[\\s_:：,]*"
              + "([\\p{IsLatin}\\p{IsGreek}][\\p{IsLatin}\\p{IsGreek}0-9.'_]{0,6})");

  /**
   * One way.
   *
   * @param worth 0 to 1
   */
  record Reading(LabelText text, double worth) {}

  /** The name without its unit, and the whole header, since 耐力(0.2%) is a name as it stands. */
  static HeaderReadings of(String header, String withoutUnit) {
    List<Reading> readings = new ArrayList<>();
    add(withoutUnit, 1, readings);
    add(withoutSetting(header), 1, readings);
    String bare = NUMBER_IN_BRACKETS.matcher(withoutUnit.strip()).replaceFirst("");
    add(bare, WITHOUT_SETTING, readings);
    for (LabelText piece : HeaderPieces.of(bare).names()) {
      add(piece, PIECE, readings);
    }
    Matcher symbol = SYMBOL.matcher(bare);
    if (!symbol.matches()) {
      return new HeaderReadings(readings, Optional.empty(), Optional.empty());
    }
    add(symbol.group(1), WITHOUT_SYMBOL, readings);
    return new HeaderReadings(
        readings,
        Optional.of(LabelText.of(symbol.group(1))),
        Optional.of(Folding.written(symbol.group(2))));
  }

  static String withoutSetting(String header) {
    return AT.matcher(header).replaceFirst("");
  }

  private static void add(String text, double worth, List<Reading> readings) {
    add(LabelText.of(text), worth, readings);
  }

  private static void add(LabelText read, double worth, List<Reading> readings) {
    if (readings.stream().noneMatch(reading -> reading.text().equals(read))) {
      readings.add(new Reading(read, worth));
    }
  }

  /** The best match of a label by any reading. */
  LabelMatch match(LabelText label, LabelKind kind) {
    LabelMatch best = new LabelMatch(0, LabelMatch.Kind.NONE);
    for (Reading reading : readings) {
      LabelMatch match = LabelMatch.of(reading.text(), label, kind);
      double score = match.score() * reading.worth();
      if (score > best.score()) {
        best = new LabelMatch(score, match.kind());
      }
    }
    return best;
  }

  /** Whether a label is like the name before the symbol, and says as much: 温度 is not 焼戻し温度. */
  boolean words(LabelText label, LabelKind kind) {
    return name.isPresent()
        && label.compact().length() >= name.get().compact().length()
        && LabelMatch.of(name.get(), label, kind).score() >= LIKE_ENOUGH;
  }
}
