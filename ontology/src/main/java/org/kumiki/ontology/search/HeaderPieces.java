package org.kumiki.ontology.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kumiki.ontology.search.SearchableTerm.LabelKind;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;

/**
 * A Japanese header taken apart where the script changes: 引張り試験TS値 is 引張り試験, TS and 値. What only
 * says how a value came about is left out of the words; what remains of them tells which of the
 * terms with the abbreviation is meant, and may be a name itself.
 *
 * @param abbreviations Latin and Greek pieces beside Japanese ones, as written
 * @param names the Japanese pieces without words about the measurement
 */
record HeaderPieces(Set<String> abbreviations, List<LabelText> names) {
  private static final Pattern JAPANESE =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー々]+");
  private static final Pattern ABBREVIATION =
      Pattern.compile("[\\p{IsLatin}\\p{IsGreek}][\\p{IsLatin}\\p{IsGreek}0-9.'-]*");

  /** vE-20 is vE at −20 ℃, HV0.3 is HV with a load. */
  private static final Pattern CONDITION = Pattern.compile("[-.'0-9]+$");

  /**
   * How a value came about, and not what it is of. 時 of 時間 and 時効 is another word. A name that
   * holds one of these, such as 試験温度, is compared as it stands, too.
   */
  private static final Pattern ABOUT =
      Pattern.compile("試験|測定|分析|評価|解析|計測|実測|実績|平均|結果|設定|処理|保持|規格|代表|化学成分|成分|データ|値|時(?![間効])|法");

  private static final int SHORTEST_SHARED = 2;
  private static final int LONGEST_SYMBOL = 1;

  private static final double WITH_WORDS = 0.9;
  private static final double WITH_UNIT = 0.8;
  private static final double ALONE = 0.7;
  private static final double LETTER_WITH_WORDS = 0.85;

  /** A single letter is a symbol of many terms; beside a unit it is proposed late. */
  private static final double LETTER_WITH_UNIT = 0.6;

  static HeaderPieces of(String nameWithoutUnit) {
    String written = Folding.written(nameWithoutUnit);
    List<LabelText> names = new ArrayList<>();
    Set<String> abbreviations = new LinkedHashSet<>();
    Matcher japanese = JAPANESE.matcher(written);
    boolean any = false;
    while (japanese.find()) {
      any = true;
      LabelText bare = LabelText.of(ABOUT.matcher(japanese.group()).replaceAll(""));
      if (bare.stem().length() >= SHORTEST_SHARED) {
        names.add(bare);
      }
    }
    Matcher latin = ABBREVIATION.matcher(written);
    while (any && latin.find()) {
      abbreviations.add(latin.group());
      abbreviations.add(CONDITION.matcher(latin.group()).replaceAll(""));
    }
    return new HeaderPieces(abbreviations, names);
  }

  /** Whether a label stands in the header as an abbreviation; hidden ones count as a whole only. */
  boolean abbreviate(LabelText label, LabelKind kind) {
    return kind != LabelKind.HIDDEN && abbreviations.contains(label.written());
  }

  /**
   * What an abbreviation in the header tells of a term with that label.
   *
   * @param fits whether the header has a unit and the term can have it
   */
  Optional<LabelMatch> match(LabelText label, Concept concept, boolean fits) {
    boolean letter = label.written().length() <= LONGEST_SYMBOL;
    if (isNamed(concept)) {
      return found(letter ? LETTER_WITH_WORDS : WITH_WORDS);
    }
    if (fits) {
      return found(letter ? LETTER_WITH_UNIT : WITH_UNIT);
    }
    return letter ? Optional.empty() : found(ALONE);
  }

  private static Optional<LabelMatch> found(double score) {
    return Optional.of(new LabelMatch(score, LabelMatch.Kind.INSIDE));
  }

  /** Whether a Japanese label of the term shares a word with the header: 引張 with 引張強さ. */
  private boolean isNamed(Concept concept) {
    List<String> labels = new ArrayList<>(List.of(concept.label(Language.JA)));
    labels.addAll(concept.alternativeLabels().get(Language.JA));
    return labels.stream()
        .map(label -> LabelText.of(label).stem())
        .anyMatch(stem -> names.stream().anyMatch(name -> share(name.stem(), stem)));
  }

  private static boolean share(String one, String other) {
    for (int at = 0; at + SHORTEST_SHARED <= one.length(); at++) {
      String part = one.substring(at, at + SHORTEST_SHARED);
      boolean word = part.codePoints().anyMatch(c -> c >= 0x3400);
      if (word && other.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
